import type { WorldStep } from '../contracts/step.ts';
import { resolveName } from './bindings.ts';
import { call, type Operations } from './operation.ts';

/** The steps that happen behind the provider's back. Only contracts that need the ability have them. */
export const worldOperations: Operations<WorldStep['op']> = {
  'write-disk': (world, bindings, step) =>
    call(world, () => offered(world.disk, 'disk').write(resolveName(bindings, step.target), step.text)),
  'read-disk': (world, bindings, step) =>
    call(world, () => offered(world.disk, 'disk').read(resolveName(bindings, step.target))),
  'interrupt-spot': (world, bindings, step) =>
    call(world, () => offered(world.spotMarket, 'spot-market').interrupt(resolveName(bindings, step.target))),
  'drain-zone': (world, _bindings, step) => call(world, () => offered(world.zones, 'zones').drain(step.target)),
  'refill-zone': (world, _bindings, step) => call(world, () => offered(world.zones, 'zones').refill(step.target)),
};

/** What a world must offer to a contract that names it under `needs`. */
export function offered<T>(ability: T | undefined, name: string): T {
  if (ability === undefined) throw new Error(`this world has no ${name}: the contract must name it under needs`);
  return ability;
}
