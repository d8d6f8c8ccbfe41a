import type { Clock } from '../../provider/context.ts';
import type { SimulatedHostOptions } from './simulated-host-options.ts';

/** Whether one more request is too many right now: a bucket of tokens, as AWS and its like keep one. */
export function createRateLimit(clock: Clock, { rateBurst, ratePerSecond }: SimulatedHostOptions): () => boolean {
  if (rateBurst === Number.POSITIVE_INFINITY) return () => false;
  let tokens = rateBurst;
  let filledMs = clock.monotonic();
  return () => {
    const nowMs = clock.monotonic();
    tokens = Math.min(rateBurst, tokens + ((nowMs - filledMs) * ratePerSecond) / 1_000);
    filledMs = nowMs;
    if (tokens < 1) return true;
    tokens -= 1;
    return false;
  };
}
