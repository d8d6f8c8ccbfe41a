import type { Clock } from '../../provider/context.ts';
import { isRefusedAs } from './native-errors.ts';

const attemptsMax = 5;
const pauseMs = 500;

/**
 * Sends a create again that came in the way of another: whoever is counted by a quota at the same time as somebody else is
 * refused for that alone, and nothing was made.
 */
export async function pastConflicts<T>(clock: Clock, create: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create();
    } catch (thrown) {
      if (attempt === attemptsMax || !isRefusedAs(thrown, 'Conflict')) throw thrown;
      await clock.sleep(pauseMs);
    }
  }
}
