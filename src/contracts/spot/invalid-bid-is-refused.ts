import fc from 'fast-check';
import type { SpotRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyInvalidRequest } from '../generators/invalid-request.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { bidStep, goodBid, soldOnSpot } from '../generators/spot-request.ts';
import { waitQuiet } from '../quiet.ts';
import { mustRefuse } from '../refusals.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

export const invalidBidIsRefused: Contract = defineContract({
  id: 'spot.invalid-bid-is-refused',
  intent: 'spot',
  title: 'What is no bid is refused and makes nothing',
  statement:
    'requestSpotInstance throws INVALID_SPEC, and makes nothing, for a bid that is no number above 0, and for a machine that spawn would refuse too: a bid that is missing is never taken for one without limit.',
  requires: ['spot'],
  needs: ['ledger'],
  steps: (facts) => anyInvalid(facts).map((request) => [bidStep(1, request)]),
  boundaries: (facts) => noBids.map((bid) => [bidStep(1, withBid(facts, bid))]),
  run: async (trial: Trial) => {
    await trial.play({
      'request-spot': (result) =>
        mustRefuse(trial, result, 'requestSpotInstance of what is no bid throws INVALID_SPEC', ['INVALID_SPEC']),
    });
    await waitQuiet(trial);
    const expected = 'what is no bid makes no machine';
    // As for a spawn: a service may take what it can never start, and the provider has to take that back.
    await mustLeaveNoStrays(trial, expected);
    if (trial.results('request-spot').every(({ step }) => isBid(step.request.maxPriceUsdPerHour))) return;
    const truth = await trial.truth();
    trial.expect(truth.length === 0, expected, () => `${truth.length} were made`);
  },
});

/** Whoever has not bid must not have had a machine for a moment: it would have been bought. */
function isBid(bid: unknown): boolean {
  return typeof bid === 'number' && bid > 0;
}

const noBids: readonly unknown[] = [undefined, 0, -1, null, '100', {}];

function anyInvalid(facts: WorldFacts): fc.Arbitrary<SpotRequest> {
  const { maxPriceUsdPerHour } = goodBid(facts);
  return fc.oneof(
    fc.constantFrom(...noBids).map((bid) => withBid(facts, bid)),
    fc.integer({ min: -100_000, max: 0 }).map((cents) => withBid(facts, cents / 100)),
    anyInvalidRequest(facts).map((request) => ({ ...soldOnSpot(facts, request), maxPriceUsdPerHour })),
  );
}

/** Steps are plain JSON: a bid that is undefined is left out. */
function withBid(facts: WorldFacts, bid: unknown): SpotRequest {
  const request = soldOnSpot(facts, plainRequest(facts));
  return (bid === undefined ? request : { ...request, maxPriceUsdPerHour: bid }) as SpotRequest;
}
