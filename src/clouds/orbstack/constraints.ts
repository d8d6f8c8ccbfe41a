import { type Constraint, type Constraints, constraintKinds } from '../../testbed/constraints.ts';
import type { Held, Support } from '../../testbed/support.ts';
import { stallBoot } from './boot.ts';
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

function hold(store: Store, id: string, constraint: Constraint): Held {
  switch (constraint.kind) {
    case 'cpu':
      return slowDown(store, id, livingMachine(store, id).order.cpus / constraint.cpus);
    case 'hog':
      return slowDown(store, id, 1 + constraint.processes);
    case 'memory':
      return squeeze(store, id, constraint.memoryMiB);
    case 'disk':
      return fill(store, id);
    case 'pids':
      throw new Error('its machines are simulated, and run no processes');
  }
}

const slownessMax = 10;

function slowDown(store: Store, id: string, times: number): Held {
  const record = livingMachine(store, id);
  record.slowness = Math.min(slownessMax, Math.max(1, times));
  return {
    holds: async () => record.slowness > 1,
    lift: async () => {
      record.slowness = 1;
    },
  };
}

function squeeze(store: Store, id: string, memoryMiB: number): Held {
  const record = livingMachine(store, id);
  let isHeld = true;
  if (memoryMiB < memoryNeededMiB) record.powerChanges.push({ atMs: store.clock.now(), to: 'off' });
  return {
    holds: async () => isHeld,
    lift: async () => {
      isHeld = false;
    },
  };
}

function fill(store: Store, id: string): Held {
  const stalled = stallBoot(store, livingMachine(store, id));
  store.fullDisks.add(id);
  return {
    holds: stalled.holds,
    lift: async () => {
      store.fullDisks.delete(id);
      await stalled.lift();
    },
  };
}
