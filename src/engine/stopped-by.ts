import type { Clock } from '../provider/context.ts';

/** The clock of a trial that an interrupt ends: whoever sleeps on it is woken by the signal, and told why. */
export function stoppedBy(clock: Clock, signal: AbortSignal): Clock {
  return { ...clock, sleep: (ms, own) => clock.sleep(ms, own ?? signal) };
}
