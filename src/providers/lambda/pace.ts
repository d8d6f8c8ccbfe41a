import type { Clock } from '../../provider/context.ts';

/** The service takes one request a second and one launch in 12 seconds, of an account; a little more keeps clear of it. */
const requestMs = 1_050;
const launchMs = 13_000;

/** Resolves when it is this request's turn. */
export type Pace = (kind: 'launch' | 'other') => Promise<void>;

export function createPace(clock: Clock, signal: AbortSignal): Pace {
  const takeRequest = createTurns(clock, signal, requestMs);
  const takeLaunch = createTurns(clock, signal, launchMs);
  return async (kind) => {
    if (kind === 'launch') await takeLaunch();
    await takeRequest();
  };
}

/** Turns that are so far apart, in the order of their asking. */
function createTurns(clock: Clock, signal: AbortSignal, apartMs: number): () => Promise<void> {
  let freeAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock.monotonic();
    const turnMs = Math.max(nowMs, freeAtMs);
    freeAtMs = turnMs + apartMs;
    if (turnMs > nowMs) await clock.sleep(turnMs - nowMs, signal);
  };
}
