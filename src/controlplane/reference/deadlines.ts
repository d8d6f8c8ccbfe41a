import type { Clock } from '../../provider/context.ts';
import type { IntentRecord } from './intent-record.ts';

/** Knows when the lives of intents are over. */
export interface Deadlines {
  isOver(record: IntentRecord): boolean;
}

/**
 * Counts by the monotonic clock for as long as the process lives, so that a wall clock that jumps ends nothing early. How
 * much of a life had gone by before the process began, only the wall clock can tell.
 */
export function createDeadlines(clock: Clock): Deadlines {
  const dueMs = new Map<string, number>();
  return {
    isOver: ({ intent: { id, lifeMaxMs }, ranAtMs }) => {
      if (lifeMaxMs === undefined || ranAtMs === undefined) return false;
      const livedMs = Math.max(0, clock.now() - ranAtMs);
      const due = dueMs.get(id) ?? clock.monotonic() + Math.max(0, lifeMaxMs - livedMs);
      dueMs.set(id, due);
      return clock.monotonic() >= due;
    },
  };
}
