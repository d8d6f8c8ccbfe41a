import type { MachineKind } from '../disturbance.ts';
import { drawTarget, haltable, machineParameters, mustDrift } from '../machine-target.ts';

/** A machine stands still with all that it was about to do: it is there, and answers nobody. */
export const machineFrozen: MachineKind = {
  acts: 'machine',
  kind: 'machine-frozen',
  number: 'F39',
  family: 'fault',
  meaning: 'a machine stands still, and does not answer',
  told: 'stood still',
  onlyKnown: false,
  parameters: machineParameters,
  missing: mustDrift('pause'),
  draw: drawTarget,
  suits: haltable,
  act: async ({ id }, { drift }) => drift?.pause?.(id),
};
