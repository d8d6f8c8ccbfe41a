import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { anyGoodBid, bidStep, goodBid, machineAt, ticketAt } from '../generators/spot-request.ts';
import { isLive } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import { mustFulfil } from '../spot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustExist } from '../truth-checks.ts';

const bidsMax = 2;

export const cancelAfterFulfilment: Contract = defineContract({
  id: 'spot.cancel-after-fulfilment',
  intent: 'spot',
  title: 'A cancel that comes too late changes nothing',
  statement:
    'cancelSpotRequest of a request that was fulfilled resolves and leaves its machine running: only terminate ends a machine.',
  requires: ['spot'],
  needs: ['ledger'],
  reaches: ['request-spot resolved', 'cancel-spot resolved'],
  steps: anyLateCancels,
  boundaries: (facts) => [[bidStep(1, goodBid(facts)), ...late(1, true), ...late(1, false)]],
  run: async (trial: Trial) => {
    await trial.play({
      'request-spot': (result) => mustFulfil(trial, result),
      'cancel-spot': (result) => {
        if (trial.idOf(result.step.target) === undefined) return;
        mustResolve(trial, result, 'cancelSpotRequest of a fulfilled request resolves');
      },
    });
    await waitQuiet(trial);
    for (const target of trial.bound()) {
      await mustExist(trial, target, 'a machine outlives the cancelling of its request');
      const instance = mustGet(trial, await trial.probe({ op: 'get', target }));
      const seen = () => `${target} is ${instance?.status ?? 'null'}`;
      trial.expect(isLive(instance), 'get shows a machine whose request was cancelled as it was', seen);
    }
  },
});

function anyLateCancels(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const max = spawnCountMax(facts, bidsMax);
  const bids = fc.array(anyGoodBid(facts), { minLength: 1, maxLength: max });
  const cancels = fc.array(fc.tuple(fc.nat({ max: max - 1 }), fc.boolean()), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(bids, cancels)
    .map(([wanted, aims]): readonly Step[] => [
      ...wanted.map((bid, index) => bidStep(index + 1, bid)),
      ...aims.flatMap(([pick, waits]) => late((pick % wanted.length) + 1, waits)),
    ]);
}

function late(number: number, waits: boolean): readonly Step[] {
  const cancel: Step = { op: 'cancel-spot', target: ticketAt(number) };
  return waits ? [{ op: 'await-running', target: machineAt(number) }, cancel] : [cancel];
}
