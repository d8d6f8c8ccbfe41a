import type { MachineKind } from '../disturbance.ts';
import { drawRestart, restartParameters } from '../machine-restart.ts';
import { haltable, mustDrift } from '../machine-target.ts';

/** Somebody stops a machine in the console, and starts it again when they are done with it. It gets another address. */
export const restartedByHand: MachineKind = {
  acts: 'machine',
  kind: 'restarted-by-hand',
  number: 'F52',
  family: 'drift',
  meaning: 'somebody stops a machine by hand and starts it again later',
  told: 'was stopped by hand, to be started again',
  onlyKnown: false,
  parameters: restartParameters,
  missing: mustDrift('restart'),
  draw: (context) => drawRestart(context, 60_000),
  suits: haltable,
  act: async ({ id }, { drift }, { downMs }) =>
    drift?.restart?.(id, { how: 'orderly', downMs: Number(downMs), isMoved: true }),
};
