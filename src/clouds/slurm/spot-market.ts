import type { SpotMarket } from '../../testbed/spot-market.ts';
import { cluster } from './cluster.ts';
import { endBeginsAt, startOf } from './job.ts';
import type { Store } from './store.ts';

/** Who offers spot has to remember for as long as anybody may take to look why his job has ended. */
const keptMinMs = 600_000;

/** Others take the place of a job, past the wire. One that has no place yet keeps nobody out, and loses it as soon as it has one. */
export function createSpotMarket(store: Store): SpotMarket {
  return {
    interrupt: async (id) => {
      const record = store.jobs.get(Number(id));
      if (record?.order.partition !== cluster.spotPartition) throw new Error(`${id} is no spot job`);
      const nowMs = store.clock.now();
      // Whoever has ended it before has ended it.
      if (endBeginsAt(record) <= nowMs) return;
      record.preemptedAtMs = Math.max(nowMs, startOf(record, store.options));
      record.keptMs = Math.max(keptMinMs, record.keptMs);
    },
  };
}
