import type { Drift } from '../../testbed/drift.ts';
import { slowBoot } from './boot.ts';
import { beginDelete, type MachineRecord } from './machine.ts';
import { addMachine, renameMachine } from './machines.ts';
import { livingMachine, nextAddress, type Store } from './store.ts';

/** Changes machines past the wire, as a person at the console of the host does. */
export function createDrift(store: Store): Drift {
  const atNow = (id: string): MachineRecord => livingMachine(store, id);
  return {
    remove: async (id) => {
      beginDelete(atNow(id), store.clock.now(), store.options);
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
    rename: async (id, name) => renameMachine(store, atNow(id), name),
    resize: async (id, { cpus, memoryMiB }) => {
      const record = atNow(id);
      record.order = { ...record.order, cpus, memory_mib: memoryMiB };
    },
    mimic: async (id, tagsMax) => {
      const { order } = atNow(id);
      const labels = Object.fromEntries(Object.entries(order.labels).slice(0, tagsMax));
      const name = `mimic-${store.random.hex(8)}`;
      addMachine(store, { ...order, name, labels, annotations: {} }, { isForeign: true });
    },
    stall: async (id) => slowBoot(store, atNow(id), 0),
  };
}
