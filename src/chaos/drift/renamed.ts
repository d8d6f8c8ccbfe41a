import type { MachineKind } from '../disturbance.ts';
import { drawTarget, haltable, machineParameters, mustDrift } from '../machine-target.ts';

/** Somebody gives a machine another name. Whoever knows it by its id still does. */
export const renamed: MachineKind = {
  acts: 'machine',
  kind: 'renamed',
  number: 'F53',
  family: 'drift',
  meaning: 'somebody renames a machine',
  told: 'was renamed by hand',
  onlyKnown: true,
  parameters: machineParameters,
  missing: mustDrift('rename'),
  draw: drawTarget,
  suits: haltable,
  act: async ({ id, name }, { drift }) => drift?.rename?.(id, `renamed-${name}`),
};
