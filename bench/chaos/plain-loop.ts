import fc from 'fast-check';
import type { Experiment } from '../../src/chaos/experiment.ts';
import { simulatedOrbstack } from '../../src/clouds/orbstack/testbed.ts';
import { createMemoryStore } from '../../src/controlplane/durable-store.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import type { ProviderContext } from '../../src/provider/context.ts';
import { orbstack } from '../../src/providers/orbstack/orbstack.ts';

const testbed = simulatedOrbstack();
const tickMs = 1_000;

/** One workload, for as much simulated time as it took with disturbances. */
export interface PlainCase {
  readonly seed: number;
  readonly experiment: Experiment;
  readonly simulatedMs: number;
}

/** What anybody has without Assay: the same workloads on the same host, in a property, with nothing injected or judged. */
export async function checkPlainly(cases: readonly PlainCase[]): Promise<void> {
  let next = 0;
  const property = fc.asyncProperty(fc.nat(), async () => {
    const each = cases[next % cases.length];
    next += 1;
    if (each) await playPlainly(each);
    return true;
  });
  const { failed } = await fc.check(property, { seed: 1, numRuns: cases.length });
  if (failed) throw new Error('the plain loop did not do the work that it measures');
}

async function playPlainly({ seed, experiment, simulatedMs }: PlainCase): Promise<void> {
  const { signal } = new AbortController();
  let context: ProviderContext | undefined;
  const module: typeof orbstack = {
    ...orbstack,
    create: (given) => {
      context = given;
      return orbstack.create(given);
    },
  };
  const world = await testbed.open({ module, seed, runId: 'bench', settings: {}, signal });
  if (!context) throw new Error('no provider was made');
  const { clock, logger, random } = context;
  const { provider } = world.registration;
  const plane = await referenceControlPlane.create({
    ...{ provider, store: createMemoryStore(), clock, logger, random, signal },
    activity: { isBusy: async () => false, busyUntil: async () => undefined } as never,
  });
  for (const operation of experiment.operations) {
    const request = { spec: world.facts.smallest, tags: { intent: operation.intent } };
    clock.after(operation.atMs, () => {
      if (operation.do === 'launch') void plane.launch({ id: operation.intent, request });
      if (operation.do === 'terminate') void plane.terminate(operation.intent);
    });
  }
  const over = { is: false };
  const rounds = (async () => {
    while (!over.is) {
      await clock.sleep(experiment.phases.reconcileEveryMs);
      await plane.reconcile();
    }
  })();
  while (clock.monotonic() < simulatedMs) {
    await clock.sleep(tickMs);
    await plane.observe();
  }
  over.is = true;
  await rounds;
  await world.close();
}
