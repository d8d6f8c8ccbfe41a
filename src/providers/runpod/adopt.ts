import type { Clock } from '../../provider/context.ts';
import { lookUntil } from '../../provider/look-until.ts';
import { isProviderError } from '../../provider/provider-error.ts';

/** How long something that was made may take to show in a list. */
const patience = { withinMs: 60_000, pauseMs: 1_000 };

/**
 * Makes a thing. RunPod may answer 500 and have made it: whoever just tries again pays for two. So after an unclear failure
 * it is looked for, and the failure is told only when it cannot be seen. Never makes anything twice.
 */
export async function makeOrAdopt<T>(make: () => Promise<T>, look: () => Promise<T | null>, clock: Clock): Promise<T> {
  try {
    return await make();
  } catch (thrown) {
    if (!isProviderError(thrown) || thrown.ambiguous !== true) throw thrown;
    // A failed look is a look that saw nothing.
    const found = await lookUntil(clock, patience, () => look().catch(() => null));
    if (found === null) throw thrown;
    return found;
  }
}
