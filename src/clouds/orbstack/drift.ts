import type { Drift } from '../../testbed/drift.ts';
import type { MachineRecord } from './machine.ts';
import { nextAddress, type Store } from './store.ts';

/** Changes machines past the wire, as a person at the console of the host does. */
export function createDrift(store: Store): Drift {
  const atNow = (id: string): MachineRecord => {
    const record = store.machines.get(id);
    if (!record || record.deletedAtMs <= store.clock.now()) throw new Error(`there is no machine ${id}`);
    return record;
  };
  return {
    remove: async (id) => {
      atNow(id).deletedAtMs = store.clock.now();
    },
    halt: async (id, how) => {
      atNow(id).powerChanges.push({ atMs: store.clock.now(), to: how === 'orderly' ? 'asleep' : 'off' });
    },
    start: async (id) => {
      atNow(id).powerChanges.push({ atMs: store.clock.now(), to: 'awake' });
    },
    restart: async (id, { how, downMs, isMoved = false, isEmptied = false }) => {
      const record = atNow(id);
      const atMs = store.clock.now();
      record.powerChanges.push(
        { atMs, to: how === 'orderly' ? 'asleep' : 'off' },
        { atMs: atMs + downMs, to: 'awake' },
      );
      if (isMoved) record.address = nextAddress(store);
      if (isEmptied) store.disks.delete(id);
    },
    relabel: async (id, tags) => {
      const record = atNow(id);
      record.order = { ...record.order, labels: tags };
    },
  };
}
