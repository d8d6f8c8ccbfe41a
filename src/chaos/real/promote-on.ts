import type { StuckThing, Testbed } from '../../testbed/testbed.ts';
import type { Experiment } from '../experiment.ts';
import type { Violation } from '../judge.ts';
import { lookAtHost, withNeedsOf } from '../look-at-host.ts';
import type { RunOptions } from '../run-experiment.ts';
import { onSharedHost, type SharedHostOptions } from './on-shared-host.ts';
import { type Promotion, type PromotionGoal, promote } from './promote.ts';

/** Where a failure is to be seen again, and how often. */
export interface PromotionPlan extends Omit<SharedHostOptions, 'providerName'> {
  readonly testbed: Testbed;
  readonly goal: PromotionGoal;
}

/** The control plane, and the adapter that it is given. */
export type LoadedControlPlane = Pick<RunOptions, 'controlPlane' | 'provider'>;

export interface Promoted {
  readonly promotion: Promotion & { readonly testbed: string };
  readonly leaked: readonly StuckThing[];
}

/** What was found by simulation is tried for real. */
export async function promoteOn(
  failure: { readonly experiment: Experiment; readonly violation: Violation; readonly seed: number },
  { goal, ...place }: PromotionPlan,
  options: LoadedControlPlane & { readonly providerName: string; readonly signal: AbortSignal },
): Promise<Promoted> {
  const { providerName, provider, controlPlane, signal } = options;
  const { testbed } = place;
  const { result, leaked } = await onSharedHost({ ...place, providerName }, async (shared) => {
    const host = { testbed, provider, controlPlane, signal, shared };
    const { missing } = withNeedsOf(controlPlane, await lookAtHost(host));
    return promote(failure, { ...host, seed: failure.seed, goal, missing });
  });
  return { promotion: { ...result, testbed: testbed.name }, leaked };
}
