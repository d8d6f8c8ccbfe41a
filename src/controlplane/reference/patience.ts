import type { Clock, Random } from '../../provider/context.ts';
import { isProviderError } from '../../provider/provider-error.ts';

/** Asks the provider, and asks again where that is safe and may help. */
export interface Patience {
  /** Of a call that changes nothing, or does the same when it is repeated. */
  again<T>(ask: () => Promise<T>): Promise<T>;
  /** Of a call that must not be repeated blindly: it is sent once. */
  once<T>(ask: () => Promise<T>): Promise<T>;
  /** Whether the service has asked for more time than a round has. */
  isAskedToWait(): boolean;
}

const triesMax = 3;
const backoffMs = 500;
/** A longer wait is left to a later round. */
const waitMaxMs = 5_000;

export function createPatience(clock: Clock, random: Random): Patience {
  let notBeforeMs = 0;

  const once = async <T>(ask: () => Promise<T>): Promise<T> => {
    if (notBeforeMs > clock.monotonic()) await clock.sleep(notBeforeMs - clock.monotonic());
    try {
      return await ask();
    } catch (thrown) {
      if (isProviderError(thrown)) notBeforeMs = Math.max(notBeforeMs, clock.monotonic() + (thrown.retryAfterMs ?? 0));
      throw thrown;
    }
  };

  return {
    once,
    again: async (ask) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await once(ask);
        } catch (thrown) {
          const isWorthIt = isProviderError(thrown) && thrown.retryable && tries < triesMax;
          if (!isWorthIt || (thrown.retryAfterMs ?? 0) > waitMaxMs) throw thrown;
          // Half of it by chance, so that many who failed together do not come again together.
          await clock.sleep(backoffMs * 2 ** tries * (0.5 + random.next() / 2));
        }
      }
    },
    isAskedToWait: () => notBeforeMs - clock.monotonic() > waitMaxMs,
  };
}
