import type { Clock } from '../provider/context.ts';

const pauseFirstMs = 50;
/** Steep, because a look costs the service a call: the end of a wait is seen late by at most twice its length. */
const pauseGrowth = 3;
const pauseMaxMs = 5_000;

/** Looks until `look` gives a value or the time is up; then looks once more, exactly at the deadline. */
export async function poll<T>(
  clock: Clock,
  withinMs: number,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const deadline = clock.monotonic() + withinMs;
  for (let pauseMs = pauseFirstMs; ; pauseMs = Math.min(pauseMs * pauseGrowth, pauseMaxMs)) {
    const remainingMs = deadline - clock.monotonic();
    const seen = await look();
    if (seen !== undefined || remainingMs <= 0) return seen;
    await clock.sleep(Math.min(pauseMs, remainingMs));
  }
}
