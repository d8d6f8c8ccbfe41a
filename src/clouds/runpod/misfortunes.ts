import { type Store, standingPods } from './store.ts';

/** What happens to pods that is nobody's call: past the wire, and told in words that say the same of all of them. */
export interface Misfortunes {
  /** The container ends with an error. */
  crash(podId: string): void;
  /** The account is out of money: every pod stops, and those without a network volume are gone. */
  runOutOfMoney(): void;
}

export function createMisfortunes(store: Store): Misfortunes {
  return {
    crash: (podId) => {
      store.pods.get(podId)?.changes.push({ atMs: store.clock.now(), to: 'failed', by: 'Runpod' });
    },
    runOutOfMoney: () => {
      store.balanceUsd = 0;
      const atMs = store.clock.now();
      for (const pod of standingPods(store)) {
        if (pod.order.networkMount === null) pod.deletedAtMs = atMs;
        else pod.changes.push({ atMs, to: 'exited', by: 'Runpod' });
      }
    },
  };
}
