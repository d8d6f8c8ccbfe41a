import type { SpotMarket } from '../../testbed/spot-market.ts';
import { deleteObject } from './delete-object.ts';
import { endPod } from './end-pod.ts';
import { type PodRecord, scheduledAtMs } from './pod.ts';
import { livingPods } from './pods.ts';
import { placementOf } from './schedule.ts';
import type { Store } from './store.ts';

/**
 * Takes the node of a pod away, past the wire, as a cluster does it. A pod that has no node yet loses it as soon as it has one;
 * one on a node of another pool keeps it, whatever it says of itself.
 */
export function createSpotMarket(store: Store): SpotMarket {
  const { clock, options } = store;
  return {
    interrupt: async (id) => {
      const pod = store.pods.find(({ name, uid }) => `${name}.${uid}` === id);
      if (!pod) throw new Error(`there is no pod ${id}`);
      const startsAtMs = scheduledAtMs(pod, options);
      if (startsAtMs === Number.POSITIVE_INFINITY) throw new Error(`${id} gets no node that could be taken away`);
      await clock.sleep(Math.max(0, startsAtMs - clock.now()));
      // Whoever has ended it before has ended it.
      if (isOnSpot(pod, store) && isAlive(store, pod)) take(store, pod);
    },
  };
}

function isOnSpot(pod: PodRecord, { options }: Store): boolean {
  const { pool } = placementOf(pod, options);
  return options.pools.some(({ name, isSpot }) => name === pool && isSpot === true);
}

function isAlive(store: Store, pod: PodRecord): boolean {
  return pod.deletedAtMs === Number.POSITIVE_INFINITY && livingPods(store).includes(pod);
}

function take(store: Store, pod: PodRecord): void {
  pod.takenAtMs = store.clock.now();
  if (store.options.reclaims === 'by-shutdown') return;
  deleteObject(store, 'pods', pod, {});
  endPod(store, pod, undefined);
}
