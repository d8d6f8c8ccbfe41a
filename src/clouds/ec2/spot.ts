import type { SpotMarket } from '../../testbed/spot-market.ts';
import type { Store } from './store.ts';

/** The warning that comes before a machine is taken away. */
const noticeMs = 120_000;

/** Takes machines back, past the wire, with the notice that EC2 gives. */
export function createSpotMarket(store: Store): SpotMarket {
  return {
    interrupt: async (id) => {
      const record = store.instances.get(id);
      if (!record?.order.isSpot) throw new Error(`${id} is no spot instance`);
      const endsAtMs = store.clock.now() + noticeMs;
      // Whoever has ended it before has ended it.
      if (record.endedAtMs <= endsAtMs) return;
      record.endedAtMs = endsAtMs;
      record.endReason = {
        code: 'Server.SpotInstanceTermination',
        message: 'Server.SpotInstanceTermination: Spot instance termination',
        transition: 'Server.SpotInstanceTermination',
      };
    },
  };
}
