import type { Clock } from '../../provider/context.ts';

/** Where one request stands in its window. */
export interface Quota {
  readonly isExceeded: boolean;
  /** Whole seconds until the window ends. */
  readonly resetsIn: number;
  /** What the service says of it in the headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

const windowMs = 60_000;

/** Counts requests by the minute; each call counts one. */
export function createMinuteWindow(clock: Clock, max: number): () => Quota {
  let windowStartMs = clock.monotonic();
  let used = 0;
  return () => {
    const nowMs = clock.monotonic();
    if (nowMs >= windowStartMs + windowMs) {
      windowStartMs = nowMs;
      used = 0;
    }
    used += 1;
    const resetsIn = Math.ceil((windowStartMs + windowMs - nowMs) / 1_000);
    return {
      isExceeded: used > max,
      resetsIn,
      headers: {
        ratelimit: `"minute";r=${Math.max(0, max - used)};t=${resetsIn}`,
        'ratelimit-policy': `"minute";q=${max};w=60`,
      },
    };
  };
}
