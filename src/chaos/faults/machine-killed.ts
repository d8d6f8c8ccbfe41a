import type { MachineKind } from '../disturbance.ts';
import { drawTarget, haltable, machineParameters, mustHaveDrift } from '../machine-target.ts';

/** The power of a machine goes: it is there, and does not run. */
export const machineKilled: MachineKind = {
  acts: 'machine',
  kind: 'machine-killed',
  number: 'F35',
  family: 'fault',
  meaning: 'a machine loses its power',
  told: 'lost its power',
  onlyKnown: false,
  parameters: machineParameters,
  missing: mustHaveDrift,
  draw: drawTarget,
  suits: haltable,
  act: async ({ id }, { drift }) => drift?.halt(id, 'at-once'),
};
