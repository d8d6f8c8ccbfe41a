import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPause } from '../generators/pause.ts';
import { anyLowBid, bidStep, ticketAt } from '../generators/spot-request.ts';
import { waitQuiet } from '../quiet.ts';
import { mustWait } from '../spot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

const bidsMax = 2;
const cancelsMax = 4;

export const cancelIdempotent: Contract = defineContract({
  id: 'spot.cancel-idempotent',
  intent: 'spot',
  title: 'A request can be cancelled, and cancelled again',
  statement:
    'cancelSpotRequest of an open request resolves, and so does every repetition. A request that was cancelled brings no machine.',
  requires: ['spot'],
  needs: ['ledger'],
  steps: anyCancels,
  boundaries: (facts) =>
    fc
      .sample(anyLowBid(facts), { numRuns: 1, seed: 1 })
      .map((bid) => [bidStep(1, bid), ...cancelled(1), ...cancelled(1), ...cancelled(1)]),
  run: async (trial: Trial) => {
    await trial.play({
      'request-spot': (result) => mustWait(trial, result),
      'cancel-spot': (result) => {
        // A bid that was refused left nothing that could be cancelled.
        if (trial.idOf(result.step.target) === undefined) return;
        mustResolve(trial, result, 'cancelSpotRequest of an open or cancelled request resolves');
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a request that was cancelled brings no machine');
  },
});

function anyCancels(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const bids = fc.array(anyLowBid(facts), { minLength: 1, maxLength: bidsMax });
  const cancels = fc.array(fc.tuple(fc.nat({ max: bidsMax - 1 }), anyPause(facts)), {
    minLength: 1,
    maxLength: cancelsMax,
  });
  return fc
    .tuple(bids, cancels)
    .map(([wanted, aims]): readonly Step[] => [
      ...wanted.map((bid, index) => bidStep(index + 1, bid)),
      ...aims.flatMap(([pick, pause]) => [...cancelled((pick % wanted.length) + 1), ...pause]),
    ]);
}

function cancelled(number: number): readonly Step[] {
  return [{ op: 'cancel-spot', target: ticketAt(number) }];
}
