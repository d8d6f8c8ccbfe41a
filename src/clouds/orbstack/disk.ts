import type { MachineDisk } from '../../testbed/machine-disk.ts';
import { createStoredDisk } from '../../testbed/stored-disk.ts';
import { stateAt } from './machine.ts';
import type { Store } from './store.ts';

/** Writes into the store, past the wire. It sleeps with its machine, and a snapshot copies it. */
export function createMachineDisk(store: Store): MachineDisk {
  const disk = createStoredDisk(store.disks, (id) => {
    const record = store.machines.get(id);
    const state = record && stateAt(record, store.clock.now(), store.options);
    if (state !== 'running') throw new Error(`the machine ${id} does not run`);
  });
  return {
    ...disk,
    write: async (id, text) => {
      if (store.fullDisks.has(id)) throw new Error(`no space left on the disk of ${id}`);
      await disk.write(id, text);
    },
  };
}
