import type { MachineKind } from '../disturbance.ts';
import { drawTarget, machineParameters, mustHaveDrift } from '../machine-target.ts';

/** Somebody deletes a machine in the console. */
export const deletedByHand: MachineKind = {
  acts: 'machine',
  kind: 'deleted-by-hand',
  number: 'F52',
  family: 'drift',
  meaning: 'somebody deletes a machine by hand',
  told: 'was deleted by hand',
  onlyKnown: false,
  parameters: machineParameters,
  missing: mustHaveDrift,
  draw: drawTarget,
  suits: ({ ending }) => !ending,
  act: async ({ id }, { drift }) => drift?.remove(id),
};
