import type { ProviderContext } from '../../provider/context.ts';
import { isProviderError, type ProviderError } from '../../provider/provider-error.ts';

/** So long after the first attempt none is begun any more. */
export const budgetMs = 20_000;
const attemptsMax = 8;
const pauseFirstMs = 200;
/** A bucket of launches gets two tokens a second. */
const throttledPauseFirstMs = 600;
const pauseMaxMs = 5_000;

/** Whether one more attempt is as safe as the first. */
export type MayRepeat = (error: ProviderError) => boolean;

/** Tries again, with growing and jittered pauses, what failed for now; a wait that the service asked for is kept. */
export async function withRetries<T>(
  { clock, random }: ProviderContext,
  attempt: () => Promise<T>,
  mayRepeat: MayRepeat,
): Promise<T> {
  const startedMs = clock.monotonic();
  for (let number = 1; ; number += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      if (!isProviderError(thrown) || !thrown.retryable || number === attemptsMax || !mayRepeat(thrown)) throw thrown;
      const pauseMs = Math.max(thrown.retryAfterMs ?? 0, pauseBefore(number, thrown) * (0.5 + random.next() / 2));
      if (clock.monotonic() + pauseMs - startedMs > budgetMs) throw thrown;
      await clock.sleep(pauseMs);
    }
  }
}

function pauseBefore(number: number, { code }: ProviderError): number {
  const firstMs = code === 'RATE_LIMIT_ERROR' ? throttledPauseFirstMs : pauseFirstMs;
  return Math.min(firstMs * 2 ** (number - 1), pauseMaxMs);
}
