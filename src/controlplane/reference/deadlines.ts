import type { Clock } from '../../provider/context.ts';
import type { LaunchIntent } from '../control-plane.ts';
import type { IntentRecord } from './intent-record.ts';

/** Knows when the lives of intents are over. */
export interface Deadlines {
  /** A machine of it is seen to run, perhaps for the first time. */
  begin(intent: LaunchIntent): void;
  isOver(record: IntentRecord): boolean;
}

/**
 * Counts by the monotonic clock for as long as the process lives, so that a wall clock that jumps ends nothing early. How
 * much of a life had gone by before the process began, only the wall clock can tell.
 */
export function createDeadlines(clock: Clock): Deadlines {
  const dueMs = new Map<string, number>();
  const dueIn = (id: string, ms: number): number => {
    const due = dueMs.get(id) ?? clock.monotonic() + Math.max(0, ms);
    dueMs.set(id, due);
    return due;
  };
  return {
    begin: ({ id, lifeMaxMs }) => {
      if (lifeMaxMs !== undefined) dueIn(id, lifeMaxMs);
    },
    isOver: ({ intent: { id, lifeMaxMs }, ranAtMs }) => {
      if (lifeMaxMs === undefined || ranAtMs === undefined) return false;
      return clock.monotonic() >= dueIn(id, lifeMaxMs - Math.max(0, clock.now() - ranAtMs));
    },
  };
}
