import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyGoodBid, bidStep, goodBid, machineAt } from '../generators/spot-request.ts';
import { findInstance, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet, mustList } from '../reads.ts';
import { mustFulfil } from '../spot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const machinesMax = 4;

export const marksInstances: Contract = defineContract({
  id: 'spot.marks-instances',
  intent: 'spot',
  title: 'Spot machines are marked, and no others',
  statement:
    'Once the consistency window has passed, get and list mark with spot: true every machine that a spot request brought, and none that spawn made: who plans by that mark must be able to trust it.',
  requires: ['spot'],
  steps: (facts) =>
    fc
      .array(fc.option(anyGoodBid(facts)), { minLength: 1, maxLength: spawnCountMax(facts, machinesMax) })
      .map((bids) => toSteps(facts, bids)),
  boundaries: (facts) => [toSteps(facts, [goodBid(facts), null].slice(0, spawnCountMax(facts)))],
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustSpawn, 'request-spot': (result) => mustFulfil(trial, result) });
    await waitQuiet(trial);
    const listed = mustList(trial, await trial.probe({ op: 'list' }));
    const onDemand = trial.results('spawn').map(({ step }) => step.as);
    for (const target of trial.bound()) {
      const isSpot = !onDemand.includes(target);
      const got = mustGet(trial, await trial.probe({ op: 'get', target }));
      for (const [read, instance] of [
        ['get', got],
        ['list', findInstance(listed, trial.idOf(target))],
      ] as const) {
        const isRight = (instance?.spot === true) === isSpot;
        const seen = () => `${read} has spot: ${describeValue(instance?.spot)} for ${target}`;
        trial.expect(isRight, 'spot machines are marked as spot, and no others', seen);
      }
    }
  },
});

function toSteps(facts: WorldFacts, bids: readonly (Parameters<typeof bidStep>[1] | null)[]): readonly Step[] {
  return bids.map((bid, index): Step => {
    if (bid !== null) return bidStep(index + 1, bid);
    return { op: 'spawn', as: machineAt(index + 1), request: plainRequest(facts) };
  });
}
