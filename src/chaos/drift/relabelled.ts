import type { MachineKind } from '../disturbance.ts';
import { drawTarget, haltable, machineParameters, mustDrift } from '../machine-target.ts';

/** Somebody takes every tag off a machine. Whoever knows it by its id still does. */
export const relabelled: MachineKind = {
  acts: 'machine',
  kind: 'relabelled',
  number: 'F53',
  family: 'drift',
  meaning: 'somebody takes the tags off a machine',
  told: 'lost its tags by hand',
  onlyKnown: true,
  parameters: machineParameters,
  missing: mustDrift('relabel'),
  draw: drawTarget,
  suits: haltable,
  act: async ({ id }, { drift }) => drift?.relabel(id, {}),
};
