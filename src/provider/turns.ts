import type { Clock } from './context.ts';

/** Resolves when it is the caller's turn; the order is that of asking. */
export type Turns = () => Promise<void>;

/**
 * Turns that are at least so far apart, for a service that takes so many requests a second. What `within` does belongs to
 * the turn: the time to the next counts from its end. Rejects with the signal's reason when aborted.
 */
export function createTurns(
  clock: Clock,
  apartMs: number,
  signal: AbortSignal,
  within: () => Promise<void> = async () => {},
): Turns {
  let last: Promise<void> = Promise.resolve();
  let freeAtMs = Number.NEGATIVE_INFINITY;
  const take = async (): Promise<void> => {
    const waitMs = freeAtMs - clock.monotonic();
    if (waitMs > 0) await clock.sleep(waitMs, signal);
    await within();
    freeAtMs = clock.monotonic() + apartMs;
  };
  return () => {
    const turn = last.then(take);
    // Whoever was aborted does not abort who comes after.
    last = turn.catch(() => {});
    return turn;
  };
}
