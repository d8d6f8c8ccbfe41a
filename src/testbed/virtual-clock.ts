import type { Clock } from '../provider/context.ts';
import { checkDuration } from './check-duration.ts';
import { sleepOn } from './sleep-on.ts';

/** Where every simulated world begins: a fixed instant, so that histories do not depend on the day. */
const epochMs = Date.UTC(2030, 0, 1);

// Taken at load: code under test may replace the globals.
const nextTurn = setImmediate;

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/**
 * Virtual time: whenever something waits, and every promise that can go on has gone on, time jumps to the next timer.
 * An hour costs microseconds, and the same program gives the same interleaving.
 *
 * @example
 * const clock = createVirtualClock();
 * await clock.sleep(3_600_000);
 */
export function createVirtualClock(startMs: number = epochMs): Clock {
  let nowMs = startMs;
  let driving = false;
  // In the order of their making: where times are equal, the first made comes first.
  const timers = new Set<Timer>();

  const drive = () => {
    const timer = earliest(timers);
    driving = timer !== undefined;
    if (timer === undefined) return;
    timers.delete(timer);
    nowMs = timer.atMs;
    // First, so that time goes on even where the callback throws.
    nextTurn(drive);
    timer.callback();
  };

  const after: Clock['after'] = (ms, callback) => {
    checkDuration(ms);
    // Never less than asked, in whole milliseconds: who waits for a fraction would see times that no service has.
    const timer: Timer = { atMs: nowMs + Math.ceil(ms), callback };
    timers.add(timer);
    if (!driving) {
      driving = true;
      nextTurn(drive);
    }
    return () => timers.delete(timer);
  };

  return { now: () => nowMs, monotonic: () => nowMs - startMs, sleep: sleepOn(after), after };
}

/** A world has a handful of timers at a time: looking at all of them costs less than keeping them sorted. */
function earliest(timers: ReadonlySet<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (first === undefined || timer.atMs < first.atMs) first = timer;
  return first;
}
