import { createClock } from '@sinonjs/fake-timers';
import type { Clock } from '../provider/context.ts';
import { checkDuration } from './check-duration.ts';

/** Where every simulated world begins: a fixed instant, so that histories do not depend on the day. */
const epochMs = Date.UTC(2030, 0, 1);

// Taken at load: code under test may replace the globals.
const nextTurn = setImmediate;

/**
 * Virtual time on fake timers: whenever something sleeps, and every promise that can go on has gone on, time jumps to
 * the next timer. An hour costs microseconds, and the same program gives the same interleaving.
 *
 * The library's own `nextAsync` mode does this too, at seven times the cost per sleep, and turns for ever.
 *
 * @example
 * const clock = createVirtualClock();
 * await clock.sleep(3_600_000);
 */
export function createVirtualClock(startMs: number = epochMs): Clock {
  const timers = createClock(startMs);
  let driving = false;

  const drive = () => {
    if (timers.countTimers() === 0) {
      driving = false;
      return;
    }
    timers.next();
    nextTurn(drive);
  };

  return {
    now: () => timers.now,
    monotonic: () => timers.now - startMs,
    sleep: (ms, signal) => {
      checkDuration(ms);
      if (signal?.aborted) return Promise.reject(signal.reason);
      // Never less than asked: the fake timers cut fractions off, and who waits for one would wait for ever.
      const wholeMs = Math.ceil(ms);
      return new Promise((resolve, reject) => {
        const abort = () => {
          timers.clearTimeout(timer);
          reject(signal?.reason);
        };
        const timer = timers.setTimeout(() => {
          signal?.removeEventListener('abort', abort);
          resolve();
        }, wholeMs);
        signal?.addEventListener('abort', abort, { once: true });
        if (driving) return;
        driving = true;
        nextTurn(drive);
      });
    },
  };
}
