import type { Clock } from '../provider/context.ts';

/** How many requests may come at once, and how many a second make up for them. An infinite burst never runs dry. */
export interface BucketSize {
  readonly rateBurst: number;
  readonly ratePerSecond: number;
}

/** Whether one more request is too many right now: a bucket of tokens, as AWS and its like keep one. */
export function createTokenBucket(clock: Clock, { rateBurst, ratePerSecond }: BucketSize): () => boolean {
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
