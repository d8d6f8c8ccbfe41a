import type { HeldKind } from '../disturbance.ts';
import { drawTarget, haltable, machineParameters } from '../machine-target.ts';

/** The machine runs and does its work, and nothing on it answers: its agent is dead, and ssh refuses. */
export const agentDead: HeldKind = {
  acts: 'held',
  kind: 'agent-dead',
  number: 'F39',
  family: 'fault',
  meaning: 'a machine runs, and nothing on it answers any more',
  told: 'answered nobody any more',
  needs: 'jobs',
  onlyKnown: false,
  parameters: machineParameters,
  missing: () => null,
  draw: drawTarget,
  suits: haltable,
  hold: async ({ id }, _world, _parameters, activity) => {
    let isHeld = true;
    const end = activity.hush(id);
    return {
      holds: async () => isHeld,
      lift: async () => {
        isHeld = false;
        end();
      },
    };
  },
};
