import type { EnhancedStep } from '../contracts/step.ts';
import type { EnhancedLook } from '../contracts/step-value.ts';
import type { EnhancedView } from '../provider/enhanced.ts';
import { resolveName } from './bindings.ts';
import { call, type Operations } from './operation.ts';

/** The steps that look at enhanced types. A provider that hands over none fails as it fails its caller. */
export const enhancedOperations: Operations<EnhancedStep['op']> = {
  'get-enhanced': (world, bindings, step) =>
    call(world, () => look(world.registration.enhanced, resolveName(bindings, step.target))),
  'get-enhanced-snapshot': (world, bindings, step) =>
    call(world, () => look(world.registration.enhanced?.snapshots, resolveName(bindings, step.target))),
};

async function look<Whole extends Generic, Generic>(
  view: EnhancedView<Whole, Generic> | undefined,
  id: string,
): Promise<EnhancedLook<Generic>> {
  if (view === undefined) throw new TypeError('the provider has no enhanced view');
  const whole = await view.get(id);
  return { whole, view: whole === null ? null : view.project(whole) };
}
