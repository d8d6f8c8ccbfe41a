import type { Zones } from './zones.ts';

/** Sells zones out, and fills them again, by the set of those that have no room for anything. */
export function drainedZones(drained: Set<string>): Zones {
  return {
    drain: async (zone) => {
      drained.add(zone);
    },
    refill: async (zone) => {
      drained.delete(zone);
    },
  };
}
