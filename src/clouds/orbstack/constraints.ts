import { type Constraint, type Constraints, constraintKinds } from '../../testbed/constraints.ts';
import type { Held, Support } from '../../testbed/support.ts';
import { slowBoot } from './boot.ts';
import type { MachineRecord } from './machine.ts';
import { livingMachine, type Store } from './store.ts';

/** What the programs of a machine need at least: with less, the kernel ends them, and the machine with them. */
const memoryNeededMiB = 64;

const emulated: Support = { how: 'emulated' };

/**
 * Machines in memory run short of something, as far as it can be seen from outside. With less of a processor they take
 * longer to boot; with too little memory they go down at once; with a full disk they come up no more, and nothing can be
 * written on it. Processes they have none, so those cannot run out.
 */
export function createConstraints(store: Store): Constraints {
  const support = Object.fromEntries(constraintKinds.map((kind) => [kind, emulated]));
  return {
    support: {
      ...(support as Constraints['support']),
      pids: { how: 'unsupported', why: 'its machines are simulated, and run no processes' },
    },
    hold: async (id, constraint) => hold(store, id, constraint),
  };
}

/** A machine that gets next to nothing still boots some time. */
const slowest = 0.1;

function hold(store: Store, id: string, constraint: Constraint): Held {
  const record = livingMachine(store, id);
  switch (constraint.kind) {
    case 'cpu':
      return slowBoot(store, record, Math.min(1, Math.max(slowest, constraint.cpus / record.order.cpus)));
    case 'hog':
      return slowBoot(store, record, Math.max(slowest, 1 / (1 + constraint.processes)));
    case 'memory':
      return squeeze(store, record, constraint.memoryMiB);
    case 'disk':
      return fill(store, record);
    case 'pids':
      throw new Error('its machines are simulated, and run no processes');
  }
}

function squeeze(store: Store, record: MachineRecord, memoryMiB: number): Held {
  let isHeld = true;
  if (memoryMiB < memoryNeededMiB) record.powerChanges.push({ atMs: store.clock.now(), to: 'off' });
  return {
    holds: async () => isHeld,
    lift: async () => {
      isHeld = false;
    },
  };
}

function fill(store: Store, record: MachineRecord): Held {
  const stalled = slowBoot(store, record, 0);
  store.fullDisks.add(record.id);
  return {
    holds: stalled.holds,
    lift: async () => {
      store.fullDisks.delete(record.id);
      await stalled.lift();
    },
  };
}
