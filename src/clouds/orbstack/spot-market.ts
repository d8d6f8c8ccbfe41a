import type { SpotMarket } from '../../testbed/spot-market.ts';
import { beginDelete } from './machine.ts';
import type { Store } from './store.ts';

/** Takes machines back, past the wire: the next look shows that they go. */
export function createSpotMarket(store: Store): SpotMarket {
  return {
    interrupt: async (id) => {
      const record = store.machines.get(id);
      if (!record?.spot) throw new Error(`${id} is no spot machine`);
      const nowMs = store.clock.now();
      // Whoever has ended it before has ended it.
      if (record.deletedAtMs <= nowMs) return;
      beginDelete(record, nowMs, store.options);
      record.preempted = true;
    },
  };
}
