import type { RecordKind } from '../disturbance.ts';
import { drawTarget, machineParameters } from '../machine-target.ts';

/** The control plane's own record of a running machine is gone; the machine still tells whose it is. */
export const recordLost: RecordKind = {
  acts: 'record',
  kind: 'record-lost',
  number: 'F57',
  family: 'drift',
  meaning: 'the control plane loses its record of a machine that runs',
  told: 'the control plane lost its record of',
  parameters: machineParameters,
  missing: () => null,
  draw: drawTarget,
};
