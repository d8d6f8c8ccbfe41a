import type { MachineKind } from '../disturbance.ts';
import { drawRestart, restartParameters } from '../machine-restart.ts';
import { haltable, mustDrift } from '../machine-target.ts';

/**
 * The service means well: what a machine ran on has failed, so it is started somewhere else, with an empty disk and at
 * another address. It is the same machine by its id, as a service has to promise; one with another id nobody asked for.
 */
export const movedByProvider: MachineKind = {
  acts: 'machine',
  kind: 'moved-by-provider',
  number: 'F55',
  family: 'drift',
  meaning: 'the service starts a machine anew somewhere else, by itself',
  told: 'was started anew somewhere else by the service',
  onlyKnown: false,
  parameters: restartParameters,
  missing: (world) => mustDrift('restart')(world) ?? world.drift?.cannot?.empty ?? null,
  draw: (context) => drawRestart(context, 20_000),
  suits: haltable,
  act: async ({ id }, { drift }, { downMs }) =>
    drift?.restart?.(id, { how: 'at-once', downMs: Number(downMs), isMoved: true, isEmptied: true }),
};
