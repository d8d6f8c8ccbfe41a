import type { MachineKind } from '../disturbance.ts';
import { drawTarget, haltable, machineParameters, mustDrift } from '../machine-target.ts';

/** Somebody gives a machine twice of what was asked for. */
export const resized: MachineKind = {
  acts: 'machine',
  kind: 'resized',
  number: 'F53',
  family: 'drift',
  meaning: 'somebody makes a machine bigger than was asked for',
  told: 'was made bigger by hand',
  onlyKnown: false,
  parameters: machineParameters,
  missing: mustDrift('resize'),
  draw: drawTarget,
  suits: haltable,
  act: async ({ id }, { drift, facts: { smallest } }) =>
    drift?.resize?.(id, { cpus: smallest.cpus * 2, memoryMiB: smallest.memoryMiB * 2 }),
};
