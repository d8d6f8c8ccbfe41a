import type { MachineKind } from '../disturbance.ts';
import { drawTarget, machineParameters, mustDrift } from '../machine-target.ts';

/** Somebody starts a machine that does not run. */
export const startedByHand: MachineKind = {
  acts: 'machine',
  kind: 'started-by-hand',
  number: 'F52',
  family: 'drift',
  meaning: 'somebody starts by hand what had stopped',
  told: 'was started by hand',
  onlyKnown: false,
  parameters: machineParameters,
  missing: mustDrift('start'),
  draw: drawTarget,
  suits: ({ running, hasRun, ending }) => !running && hasRun && !ending,
  act: async ({ id }, { drift }) => drift?.start?.(id),
};
