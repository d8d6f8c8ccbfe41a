import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { anyGoodBid, bidStep, goodBid, machineAt } from '../generators/spot-request.ts';
import { waitQuiet } from '../quiet.ts';
import { mustFulfil } from '../spot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { eventuallyGone, mustLeaveNoStrays } from '../truth-checks.ts';

const bidsMax = 2;

export const terminatedStaysEnded: Contract = defineContract({
  id: 'spot.terminated-stays-ended',
  intent: 'spot',
  title: 'A spot machine that is terminated is not replaced',
  statement:
    'terminate ends a spot machine for good: it goes, and its request brings no other in its place, then or a while later.',
  requires: ['spot'],
  needs: ['ledger'],
  steps: anyEnds,
  boundaries: (facts) => [[bidStep(1, goodBid(facts)), ...end(1, true)]],
  run: async (trial: Trial) => {
    await trial.play({
      'request-spot': (result) => mustFulfil(trial, result),
      terminate: (result) => {
        mustResolve(trial, result);
      },
    });
    const alive = trial.alive();
    for (const name of trial.bound().filter((bound) => !alive.includes(bound))) {
      await eventuallyGone(trial, name, 'a spot machine that is terminated goes');
    }
    await waitQuiet(trial);
    await waitQuiet(trial);
    const told = new Set(trial.bound().map((name) => trial.idOf(name)));
    const others = (await trial.truth()).filter(({ id }) => !told.has(id));
    const expected = 'a spot machine that is terminated is not replaced';
    trial.expect(others.length === 0, expected, () => `${others.length} came in its place`);
    await mustLeaveNoStrays(trial, expected);
  },
});

function anyEnds(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const bids = fc.array(fc.tuple(anyGoodBid(facts), fc.boolean(), fc.boolean()), {
    minLength: 1,
    maxLength: spawnCountMax(facts, bidsMax),
  });
  return bids.map((wanted): readonly Step[] => [
    ...wanted.map(([bid], index) => bidStep(index + 1, bid)),
    ...wanted.flatMap(([, ends, runs], index) => (ends ? end(index + 1, runs) : [])),
  ]);
}

function end(number: number, runs: boolean): readonly Step[] {
  const target = machineAt(number);
  const terminate: Step = { op: 'terminate', target };
  return runs ? [{ op: 'await-running', target }, terminate] : [terminate];
}
