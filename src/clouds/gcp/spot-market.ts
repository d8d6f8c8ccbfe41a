import type { SpotMarket } from '../../testbed/spot-market.ts';
import { instanceLink } from './instance.ts';
import { begin } from './operation.ts';
import type { Store } from './store.ts';

/** Takes machines back, past the wire. They are stopped, not deleted, and an operation of the system says so. */
export function createSpotMarket(store: Store): SpotMarket {
  return {
    interrupt: async (id) => {
      const record = store.instances.get(id.split('.').at(-1) ?? '');
      if (!record?.order.isSpot) throw new Error(`${id} is no spot instance`);
      const nowMs = store.clock.now();
      // Whoever has ended it before has ended it.
      if (record.deletedAtMs <= nowMs || record.changes.at(-1)?.to === 'stopped') return;
      record.changes.push({ atMs: nowMs, to: 'stopped' });
      const { zone, name } = record.order;
      const targetLink = instanceLink(store, zone, name);
      begin(store, { type: 'compute.instances.preempted', zone, targetId: record.id, targetLink, requestId: null });
    },
  };
}
