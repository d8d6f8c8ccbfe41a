import type { Clock } from '../provider/context.ts';
import { checkDuration } from './check-duration.ts';
import { sleepOn } from './sleep-on.ts';

/**
 * Real time: an edge, so globals are allowed here.
 *
 * @example
 * await createRealClock().sleep(100);
 */
export function createRealClock(): Clock {
  return { now: () => Date.now(), monotonic: () => performance.now(), sleep: sleepOn(after), after };
}

const after: Clock['after'] = (ms, callback) => {
  checkDuration(ms);
  const timer = setTimeout(callback, Math.ceil(ms));
  return () => clearTimeout(timer);
};
