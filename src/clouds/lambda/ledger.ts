import type { Ledger } from '../../testbed/ledger.ts';
import { isGone, statusAt } from './instance.ts';
import type { Store } from './store.ts';

/** Looks straight into the store: nothing is hidden, late or refused. */
export function createLedger(store: Store): Ledger {
  return {
    entries: async () => {
      const nowMs = store.clock.now();
      const instances = [...store.instances.values()].map((record) => ({
        kind: 'instance' as const,
        id: record.id,
        gone: isGone(record, nowMs, store.options),
        running: statusAt(record, nowMs, store.options) === 'active',
        tags: Object.fromEntries(record.order.tags.map(({ key, value }) => [key, value])),
      }));
      const volumes = [...store.fileSystems.values()].map(({ id, gone }) => ({
        kind: 'volume' as const,
        id,
        gone,
        running: false,
        tags: {},
      }));
      return [...instances, ...volumes];
    },
  };
}
