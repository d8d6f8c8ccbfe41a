import type { ProviderModule } from '../../provider/registration.ts';
import type { StuckThing, Testbed } from '../../testbed/testbed.ts';
import type { Experiment } from '../experiment.ts';
import type { Violation } from '../judge.ts';
import { lookAtHost } from '../look-at-host.ts';
import { closeControlPlane, type StartableControlPlane } from '../startable.ts';
import { onSharedHost, type SharedHostOptions } from './on-shared-host.ts';
import { type Promotion, type PromotionGoal, promote } from './promote.ts';

/** Where a failure is to be seen again, and how often. */
export interface PromotionPlan extends Omit<SharedHostOptions, 'providerName'> {
  readonly testbed: Testbed;
  readonly goal: PromotionGoal;
  /** Loads what failed into this process, which takes down what it makes. */
  readonly load: () => Promise<PromotedSubject>;
}

export interface PromotedSubject {
  readonly controlPlane: StartableControlPlane;
  readonly provider: ProviderModule;
}

export interface Promoted {
  readonly promotion: Promotion & { readonly testbed: string };
  readonly leaked: readonly StuckThing[];
}

/** What was found by simulation is tried for real. */
export async function promoteOn(
  failure: { readonly experiment: Experiment; readonly violation: Violation; readonly seed: number },
  { goal, load, ...place }: PromotionPlan,
  { providerName, signal }: { readonly providerName: string; readonly signal: AbortSignal },
): Promise<Promoted> {
  const { testbed } = place;
  const { controlPlane, provider } = await load();
  const { result, leaked } = await onSharedHost({ ...place, providerName }, async (shared) => {
    const host = { testbed, provider, signal, shared };
    const { support } = await lookAtHost(host);
    return promote(failure, { ...host, controlPlane, seed: failure.seed, goal, support });
  }).finally(() => closeControlPlane(controlPlane));
  return { promotion: { ...result, testbed: testbed.name }, leaked };
}
