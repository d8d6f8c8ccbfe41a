import { describeWithCauses } from '../../contracts/describe.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import { closeControlPlane } from '../startable.ts';
import type { Lane } from './lane.ts';
import type { LaneSetup } from './lane-setup.ts';
import { type LaneHost, performTask } from './perform-task.ts';

/** Does its tasks in this process: for control planes that cannot go to another, and hosts that must be left in order. */
export function inProcessLane(host: Omit<LaneHost, 'wallMs'>, setup: LaneSetup): Lane {
  const wallMs = createRealClock().monotonic;
  return {
    ask: (task) =>
      performTask(task, { ...host, wallMs }, setup).catch((thrown) => ({
        lost: 'crashed' as const,
        text: describeWithCauses(thrown),
      })),
    end: () => closeControlPlane(host.controlPlane),
  };
}
