import type { Drift } from '../../testbed/drift.ts';
import { beginDelete, type MachineRecord } from './machine.ts';
import type { Store } from './store.ts';

/** Changes machines past the wire, as a person at the console of the host does. */
export function createDrift(store: Store): Drift {
  const atNow = (id: string): MachineRecord => {
    const record = store.machines.get(id);
    if (!record || record.deletedAtMs <= store.clock.now()) throw new Error(`there is no machine ${id}`);
    return record;
  };
  return {
    remove: async (id) => {
      beginDelete(atNow(id), store.clock.now(), store.options);
    },
    halt: async (id, how) => {
      atNow(id).powerChanges.push({ atMs: store.clock.now(), to: how === 'orderly' ? 'asleep' : 'off' });
    },
    relabel: async (id, tags) => {
      const record = atNow(id);
      record.order = { ...record.order, labels: tags };
    },
  };
}
