import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { anyPause } from '../generators/pause.ts';
import { anyLowBid, bidStep } from '../generators/spot-request.ts';
import { waitQuiet } from '../quiet.ts';
import { mustWait } from '../spot-checks.ts';
import type { Trial } from '../trial.ts';

const bidsMax = 3;

export const lowBidWaits: Contract = defineContract({
  id: 'spot.low-bid-waits',
  intent: 'spot',
  title: 'A bid below the market brings nothing',
  statement:
    'requestSpotInstance with a bid below the market price resolves to an open ticket that names no machine, or throws CAPACITY_ERROR. No machine is made, now or a while later: whoever set a limit never pays more.',
  requires: ['spot'],
  needs: ['ledger'],
  breadth: 3,
  steps: (facts) =>
    fc
      .array(fc.tuple(anyLowBid(facts), anyPause(facts)), { minLength: 1, maxLength: bidsMax })
      .map((bids) => bids.flatMap(([bid, pause], index) => [bidStep(index + 1, bid), ...pause])),
  run: async (trial: Trial) => {
    await trial.play({ 'request-spot': (result) => mustWait(trial, result) });
    await waitQuiet(trial);
    const truth = await trial.truth();
    trial.expect(
      truth.length === 0,
      'a bid below the market price makes no machine',
      () => `${truth.length} were made`,
    );
  },
});
