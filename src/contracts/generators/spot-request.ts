import fc from 'fast-check';
import { isObject } from '../../provider/is-object.ts';
import type { SpawnRequest, SpotRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { anyPlacedRequest } from './placed-request.ts';
import { plainRequest } from './spawn-request.ts';

/** Where nobody knows the market, far from what any machine costs. */
const bidsDefault = { hopeless: 0.000_1, sure: 100 };

/** A bid that the market takes. */
export function anyGoodBid(facts: WorldFacts): fc.Arbitrary<SpotRequest> {
  const { sure } = facts.spotBids ?? bidsDefault;
  return fc
    .tuple(anyPlacedRequest(facts), fc.integer({ min: 0, max: 4 }))
    .map(([request, quarters]) => ({ ...soldOnSpot(facts, request), maxPriceUsdPerHour: sure * (1 + quarters / 4) }));
}

/** A bid below what any machine costs. */
export function anyLowBid(facts: WorldFacts): fc.Arbitrary<SpotRequest> {
  const { hopeless } = facts.spotBids ?? bidsDefault;
  return fc.tuple(anyPlacedRequest(facts), fc.integer({ min: 1, max: 99 })).map(([request, hundredths]) => ({
    ...soldOnSpot(facts, request),
    maxPriceUsdPerHour: (hopeless * hundredths) / 100,
  }));
}

/** The plainest bid that the market takes. */
export function goodBid(facts: WorldFacts): SpotRequest {
  return { ...soldOnSpot(facts, plainRequest(facts)), maxPriceUsdPerHour: (facts.spotBids ?? bidsDefault).sure };
}

/** The request for a machine of a kind and in a place that the spot market sells; one whose spec is none stays as it is. */
export function soldOnSpot(facts: WorldFacts, request: SpawnRequest): SpawnRequest {
  const gpu = facts.spotSpec?.gpu;
  const placed = placedOnSpot(facts, request);
  return gpu === undefined || !isObject(placed.spec) ? placed : { ...placed, spec: { ...placed.spec, gpu } };
}

/** A region that is none stays as it is. */
function placedOnSpot({ regions, spotRegions }: WorldFacts, request: SpawnRequest): SpawnRequest {
  const place = regions.indexOf(request.region ?? '');
  const region = place < 0 ? undefined : spotRegions?.[place % spotRegions.length];
  return region === undefined ? request : { ...request, region };
}

/** The nth bid of a case, counted from 1, with names for its ticket and machine. */
export function bidStep(number: number, request: SpotRequest): Step {
  return { op: 'request-spot', as: ticketAt(number), instanceAs: machineAt(number), request };
}

export function ticketAt(number: number): Name {
  return `t${number}`;
}

export function machineAt(number: number): Name {
  return `i${number}`;
}
