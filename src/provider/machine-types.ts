import type { MachineSpec } from './instance.ts';
import { isObject } from './is-object.ts';
import type { PricedKind } from './registration.ts';

/** A size that a service sells. */
export interface MachineType {
  readonly name: string;
  readonly usdPerHour: number;
  readonly spec: MachineSpec;
}

/** The types that are at least what is wanted, the cheapest first. GPUs are exactly those asked for, none where none was. */
export function fittingTypes<T extends MachineType>(types: readonly T[], wanted: MachineSpec): readonly T[] {
  return types.filter(({ spec }) => fits(spec, wanted)).sort((a, b) => a.usdPerHour - b.usdPerHour);
}

function fits(offered: MachineSpec, wanted: MachineSpec): boolean {
  if (offered.gpu?.model !== wanted.gpu?.model || offered.gpu?.count !== wanted.gpu?.count) return false;
  if ((offered.diskGiB ?? 0) < (wanted.diskGiB ?? 0)) return false;
  return offered.cpus >= wanted.cpus && offered.memoryMiB >= wanted.memoryMiB;
}

/** What an instance costs at least; undefined where nobody knows. The request may be anything. */
export function priceOf(types: readonly MachineType[], kind: PricedKind, request: unknown): number | undefined {
  if (kind !== 'instance' || !isObject(request) || !isObject(request.spec)) return undefined;
  return fittingTypes(types, request.spec as unknown as MachineSpec)[0]?.usdPerHour;
}
