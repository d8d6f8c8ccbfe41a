import { between } from '../../testbed/draw.ts';
import type { MachineKind } from '../disturbance.ts';
import { machineParameters, mustDrift } from '../machine-target.ts';

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
  // Few stop, and not for long: whichever does.
  draw: ({ random }) => ({ trigger: { on: 'time', atMs: between(random, 0, 20_000) } }),
  suits: ({ running, ranMs, ending }) => !running && ranMs !== undefined && !ending,
  act: async ({ id }, { drift }) => drift?.start?.(id),
};
