import type { Clock } from '../../provider/context.ts';
import { isProviderError } from '../../provider/provider-error.ts';

/** How long something that was made may take to show in a list. */
const settlesWithinMs = 60_000;
const pauseFirstMs = 1_000;

/**
 * Makes a thing. RunPod may answer 500 and have made it: whoever just tries again pays for two. So after an unclear failure
 * it is looked for, and the failure is told only when it cannot be seen. Never makes anything twice.
 */
export async function makeOrAdopt<T>(
  make: () => Promise<T>,
  look: () => Promise<T | undefined>,
  clock: Clock,
): Promise<T> {
  try {
    return await make();
  } catch (thrown) {
    if (!isProviderError(thrown) || thrown.ambiguous !== true) throw thrown;
    const found = await lookUntilSettled(look, clock);
    if (found === undefined) throw thrown;
    return found;
  }
}

/** A failed look is a look that saw nothing. */
async function lookUntilSettled<T>(look: () => Promise<T | undefined>, clock: Clock): Promise<T | undefined> {
  const deadline = clock.monotonic() + settlesWithinMs;
  for (let pauseMs = pauseFirstMs; ; pauseMs *= 2) {
    const remainingMs = deadline - clock.monotonic();
    const found = await look().catch(() => undefined);
    if (found !== undefined || remainingMs <= 0) return found;
    await clock.sleep(Math.min(pauseMs, remainingMs));
  }
}
