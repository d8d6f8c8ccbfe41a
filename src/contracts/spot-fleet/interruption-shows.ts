import fc from 'fast-check';
import type { Instance } from '../../provider/instance.ts';
import { spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { idsOf, mustFleet } from '../fleet-checks.ts';
import { countMax, fleetStep, largeFleet } from '../generators/fleet-steps.ts';
import { anyKey } from '../generators/keyed-request.ts';
import { eventuallyGet, findInstance, isEnded } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { sameValue } from '../same-value.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

const machinesMax = 4;

export const interruptionShows: Contract = defineContract({
  id: 'spot-fleet.interruption-shows',
  intent: 'spot',
  title: 'A fleet shows which of its machines were taken away',
  statement:
    'When the service takes machines of a spot fleet away, get shows each of them ending or ended with the reason SPOT_INTERRUPTED. The same fleet, asked for again, has the same machines, shows that reason for those that were taken, as long as the service remembers them, and for no other, and buys none in their place.',
  workflow: spotFleetName,
  needs: ['spot-market', 'ledger'],
  reaches: ['interrupt-spot resolved'],
  steps: anyTaken,
  boundaries: (facts) => [taken(facts, 'key', countMax(facts), [1])],
  run: async (trial: Trial) => {
    let first: readonly string[] | undefined;
    await trial.play({
      workflow: async (result) => {
        const { instances } = mustFleet(trial, result);
        const ids = idsOf(instances);
        first ??= ids;
        const before = first;
        const seen = () => `${describeValue(before)}, and then ${describeValue(ids)}`;
        trial.expect(sameValue(before, ids), 'a fleet keeps its machines, also those that were taken', seen);
        await mustShowTaken(trial, instances);
        await waitQuiet(trial);
      },
      'interrupt-spot': async ({ step, outcome }) => {
        if (outcome !== 'resolved') return;
        const expected = 'get shows a machine that was taken as ended, with the reason SPOT_INTERRUPTED';
        await eventuallyGet(trial, step.target, expected, isTaken, trial.facts.tolerances.bootTimeoutMs);
      },
    });
    await mustLeaveNoStrays(trial, 'nothing is bought in the place of a machine that was taken');
  },
});

function isTaken(instance: Instance | null): boolean {
  return instance !== null && isEnded(instance) && instance.reason === 'SPOT_INTERRUPTED';
}

async function mustShowTaken(trial: Trial, instances: readonly Instance[]): Promise<void> {
  const names = trial
    .results('interrupt-spot')
    .filter(({ outcome }) => outcome === 'resolved')
    .map(({ step }) => step.target);
  const expected = 'a fleet shows the reason SPOT_INTERRUPTED for the machines that were taken, and for no other';
  for (const { id } of instances) {
    const instance = findInstance(instances, id) ?? null;
    const name = names.find((each) => trial.idOf(each) === id);
    const holds =
      isTaken(instance) === (name !== undefined) || (name !== undefined && (await isForgotten(trial, name)));
    trial.expect(holds, expected, () => describeValue(instance));
  }
}

/** Why something ended is known no longer than that it was there. */
async function isForgotten(trial: Trial, target: Name): Promise<boolean> {
  const result = await trial.probe({ op: 'get', target });
  return result.outcome === 'resolved' && result.value === null;
}

function anyTaken(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const count = Math.min(machinesMax, countMax(facts));
  return fc
    .tuple(
      anyKey(),
      fc.integer({ min: 1, max: count }),
      fc.uniqueArray(fc.integer({ min: 1, max: count }), { minLength: 1, maxLength: count }),
    )
    .map(([key, machines, numbers]) => taken(facts, key, machines, [1, ...numbers.filter((number) => number !== 1)]));
}

function taken(facts: WorldFacts, key: string, count: number, numbers: readonly number[]): readonly Step[] {
  const wish = largeFleet(facts, { count });
  return [
    fleetStep('w1', key, wish),
    ...numbers.map((number): Step => ({ op: 'interrupt-spot', target: `w1-${number}` })),
    fleetStep('w2', key, wish),
  ];
}
