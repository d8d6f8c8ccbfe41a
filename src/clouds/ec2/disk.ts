import type { MachineDisk } from '../../testbed/machine-disk.ts';
import { createStoredDisk } from '../../testbed/stored-disk.ts';
import { stateAt } from './instance.ts';
import type { Store } from './store.ts';

/** Writes into the store, past the wire. It sleeps with its instance, and an image copies it. */
export function createMachineDisk(store: Store): MachineDisk {
  return createStoredDisk(store.disks, (id) => {
    const record = store.instances.get(id);
    const state = record && stateAt(record, store.clock.now(), store.options);
    if (state !== 'running') throw new Error(`the instance ${id} does not run`);
  });
}
