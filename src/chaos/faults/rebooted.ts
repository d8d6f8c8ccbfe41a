import type { MachineKind } from '../disturbance.ts';
import { drawRestart, restartParameters } from '../machine-restart.ts';
import { haltable, mustDrift } from '../machine-target.ts';

/** A machine goes down by itself and comes up again a while later, at another address. */
export const rebooted: MachineKind = {
  acts: 'machine',
  kind: 'rebooted',
  number: 'F36',
  family: 'fault',
  meaning: 'a machine reboots, and comes back at another address',
  told: 'rebooted',
  onlyKnown: false,
  parameters: restartParameters,
  missing: mustDrift('restart'),
  draw: (context) => drawRestart(context, 30_000),
  suits: haltable,
  act: async ({ id }, { drift }, { downMs }) =>
    drift?.restart?.(id, { how: 'at-once', downMs: Number(downMs), isMoved: true }),
};
