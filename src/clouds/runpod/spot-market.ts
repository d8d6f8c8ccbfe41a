import type { SpotMarket } from '../../testbed/spot-market.ts';
import type { Store } from './store.ts';

/** Takes pods back, past the wire: they get a notice, and are stopped a few seconds later. */
export function createSpotMarket(store: Store): SpotMarket {
  return {
    interrupt: async (id) => {
      const pod = store.pods.get(id);
      if (!pod?.interruptible) throw new Error(`${id} is no spot pod`);
      pod.changes.push({ atMs: store.clock.now() + store.options.noticeMs, to: 'exited', by: 'Runpod' });
    },
  };
}
