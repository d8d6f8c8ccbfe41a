import type { MachineKind } from '../disturbance.ts';
import { drawTarget, haltable, machineParameters, mustHaveDrift } from '../machine-target.ts';

/** Somebody stops a machine in the console. */
export const stoppedByHand: MachineKind = {
  acts: 'machine',
  kind: 'stopped-by-hand',
  number: 'F52',
  family: 'drift',
  meaning: 'somebody stops a machine by hand',
  told: 'was stopped by hand',
  onlyKnown: false,
  parameters: machineParameters,
  missing: mustHaveDrift,
  draw: drawTarget,
  suits: haltable,
  act: async ({ id }, { drift }) => drift?.halt(id, 'orderly'),
};
