import type { Zones } from '../../testbed/zones.ts';
import type { Store } from './store.ts';

/** Sells zones out, and fills them again, for every machine type at once. */
export function createZones({ drained }: Store): Zones {
  return {
    drain: async (zone) => {
      drained.add(zone);
    },
    refill: async (zone) => {
      drained.delete(zone);
    },
  };
}
