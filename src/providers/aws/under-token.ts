import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { Account } from './account.ts';
import { settlesWithinMs } from './homes.ts';
import { untilFound } from './locate.ts';
import { malformedAnswer } from './native-failure.ts';
import { providerName } from './provider-name.ts';

const attemptsMax = 3;
const pauseMs = 500;

export interface TokenCall<T> {
  /** Says the same, under the same token, every time. */
  ask(): Promise<T>;
  /** What an earlier attempt made, as far as it shows. */
  look(): Promise<T | null>;
}

/**
 * Asks for something that must not be made twice. After an answer that tells nothing it looks, and then asks again under the
 * same token, which brings what the first attempt made if it made something.
 */
export async function underToken<T>(account: Account, { ask, look }: TokenCall<T>): Promise<T> {
  // A failed look is a look that saw nothing.
  const lookFor = (withinMs: number) => untilFound(account, withinMs, () => look().catch(() => null));
  let unclear: ProviderError | undefined;
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    try {
      return await ask();
    } catch (thrown) {
      if (!isProviderError(thrown) || (thrown.ambiguous !== true && unclear === undefined)) throw thrown;
      unclear = thrown;
      const found = await lookFor(0);
      if (found !== null) return found;
      if (thrown.ambiguous !== true) break;
      await account.context.clock.sleep(pauseMs * attempt);
    }
  }
  // A later refusal says nothing of what the first attempt did: looks as long as reads may be late.
  const found = await lookFor(settlesWithinMs);
  if (found !== null) return found;
  throw asAmbiguous(unclear ?? malformedAnswer('nothing', 'writes'));
}

function asAmbiguous({ code, message, cause, retryAfterMs }: ProviderError): ProviderError {
  const options = { provider: providerName, cause, ambiguous: true };
  return new ProviderError(code, message, { ...options, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}
