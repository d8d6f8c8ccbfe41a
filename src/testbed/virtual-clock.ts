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
  /** Nobody waits for it. */
  readonly isAside: boolean;
}

/** Virtual time that can be held. */
export interface VirtualClock extends Clock {
  /** Time stands still until the function that it gives is called: something is on its way that takes turns of the event loop, and no time. */
  hold(): () => void;
  /** As `after`, but time does not go on for its sake: it comes when time passes it for somebody who waits. */
  aside: Clock['after'];
}

/**
 * Virtual time: whenever something waits, and every promise that can go on has gone on, time jumps to the next timer.
 * An hour costs microseconds, and the same program gives the same interleaving.
 *
 * @example
 * const clock = createVirtualClock();
 * await clock.sleep(3_600_000);
 */
export function createVirtualClock(startMs: number = epochMs): VirtualClock {
  let nowMs = startMs;
  let driving = false;
  let holds = 0;
  // How many of the timers somebody waits for.
  let awaited = 0;
  // In the order of their making: where times are equal, the first made comes first.
  const timers = new Set<Timer>();

  const remove = (timer: Timer) => {
    if (timers.delete(timer) && !timer.isAside) awaited -= 1;
  };

  const drive = () => {
    const timer = holds > 0 || awaited === 0 ? undefined : earliest(timers);
    driving = timer !== undefined;
    if (timer === undefined) return;
    remove(timer);
    nowMs = timer.atMs;
    // First, so that time goes on even where the callback throws.
    nextTurn(drive);
    timer.callback();
  };

  const wake = () => {
    if (driving) return;
    driving = true;
    nextTurn(drive);
  };

  const add = (ms: number, callback: () => void, isAside: boolean) => {
    checkDuration(ms);
    // Never less than asked, in whole milliseconds: who waits for a fraction would see times that no service has.
    const timer: Timer = { atMs: nowMs + Math.ceil(ms), callback, isAside };
    timers.add(timer);
    if (!isAside) awaited += 1;
    wake();
    return () => remove(timer);
  };

  const after: Clock['after'] = (ms, callback) => add(ms, callback, false);

  return {
    now: () => nowMs,
    monotonic: () => nowMs - startMs,
    sleep: sleepOn(after),
    after,
    aside: (ms, callback) => add(ms, callback, true),
    hold: () => {
      let isHeld = true;
      holds += 1;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holds -= 1;
        wake();
      };
    },
  };
}

/** Holds the time of a clock where it can be held; real time goes on. Gives a function that lets it go. */
export function holdTime(clock: Clock): () => void {
  return 'hold' in clock ? (clock as VirtualClock).hold() : () => {};
}

/** A world has a handful of timers at a time: looking at all of them costs less than keeping them sorted. */
function earliest(timers: ReadonlySet<Timer>): Timer | undefined {
  let first: Timer | undefined;
  for (const timer of timers) if (first === undefined || timer.atMs < first.atMs) first = timer;
  return first;
}
