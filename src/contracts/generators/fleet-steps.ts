import fc from 'fast-check';
import { isObject } from '../../provider/is-object.ts';
import { type SpotFleetInput, spotFleetName } from '../../provider/workflows/spot-fleet.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';
import { anyKey } from './keyed-request.ts';
import { anyLowBid, goodBid } from './spot-request.ts';
import { anyTags } from './tags.ts';

/** The most machines that one fleet of a case has: enough to empty a small market. */
const machinesMax = 16;

/** What a fleet is asked for, without its key. */
export type FleetWish = Omit<SpotFleetInput, 'key'>;

export function countMax({ instancesMax }: WorldFacts): number {
  return Math.max(1, Math.min(machinesMax, instancesMax));
}

/** As many machines as a case may have, for a bid that the market takes where it has machines at all. */
export function largeFleet(facts: WorldFacts, more: Partial<FleetWish> = {}): FleetWish {
  const { maxPriceUsdPerHour, ...request } = goodBid(facts);
  return { count: countMax(facts), request, maxPriceUsdPerHour, fallback: 'none', ...more };
}

/** Not so low that a provider knows without asking. */
const justBelow = 0.99;

/** The same for a bid that no market takes. */
export function hopelessFleet(facts: WorldFacts, more: Partial<FleetWish> = {}): FleetWish {
  const { maxPriceUsdPerHour, ...request } = goodBid(facts);
  const { hopeless } = facts.spotBids ?? { hopeless: maxPriceUsdPerHour / 1e6 };
  return largeFleet(facts, { request, maxPriceUsdPerHour: hopeless * justBelow, ...more });
}

/** Small or large, for a bid that is good, low or left out, with or without fallback. */
export function anyFleet(facts: WorldFacts): fc.Arbitrary<FleetWish> {
  const good = largeFleet(facts);
  return fc
    .record({
      count: fc.oneof(fc.integer({ min: 1, max: countMax(facts) }), fc.constant(countMax(facts))),
      fallback: fc.constantFrom('none', 'on-demand'),
      bid: fc.oneof(
        { weight: 3, arbitrary: fc.constant(good.maxPriceUsdPerHour) },
        lowBid(facts),
        fc.constant(undefined),
      ),
      tags: anyTags(),
    })
    .map(({ bid, tags, ...wish }) => ({
      ...wish,
      request: { ...good.request, tags },
      ...(bid !== undefined && { maxPriceUsdPerHour: bid }),
    }));
}

function lowBid(facts: WorldFacts): fc.Arbitrary<number> {
  return anyLowBid(facts).map(({ maxPriceUsdPerHour }) => maxPriceUsdPerHour);
}

/** Fleets under keys of their own, of which one case can have so many at once. */
export function anyFleets(facts: WorldFacts, max: number): fc.Arbitrary<readonly Step[]> {
  return fc.tuple(anyKey(), fc.array(anyFleet(facts), { minLength: 1, maxLength: max })).map(([key, wishes]) => {
    let left = facts.instancesMax;
    return wishes.flatMap((wish, index) => {
      const count = Math.min(wish.count, left);
      left -= count;
      return count < 1 ? [] : [fleetStep(`w${index + 1}`, `${key}${index}`, { ...wish, count })];
    });
  });
}

export function fleetStep(as: Name, key: string, wish: FleetWish): Step {
  return { op: 'workflow', as, workflow: spotFleetName, input: { key, ...wish } };
}

export function takeDownStep(key: string, wish: FleetWish): Step {
  return { op: 'compensate', workflow: spotFleetName, input: { key, ...wish } };
}

/** What a step asks for, where it runs a fleet; steps may come from a file. */
export function fleetOf(step: Step): SpotFleetInput | undefined {
  if (step.op !== 'workflow' && step.op !== 'compensate') return undefined;
  return isObject(step.input) ? (step.input as unknown as SpotFleetInput) : undefined;
}
