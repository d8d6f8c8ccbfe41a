import { setTimeout as sleepFor } from 'node:timers/promises';
import type { Clock } from '../provider/context.ts';
import { checkDuration } from './check-duration.ts';

/**
 * Real time: an edge, so globals are allowed here.
 *
 * @example
 * await createRealClock().sleep(100);
 */
export function createRealClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    sleep: async (ms, signal) => {
      checkDuration(ms);
      try {
        await sleepFor(ms, undefined, { signal });
      } catch (thrown) {
        throw signal?.aborted ? signal.reason : thrown;
      }
    },
  };
}
