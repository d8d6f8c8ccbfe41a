import { isObject } from '../../provider/is-object.ts';
import { isProviderError, ProviderError } from '../../provider/provider-error.ts';
import type { Service } from './service.ts';
import { providerName } from './settings.ts';

/** Asks once before anything is made, and says of a token that is refused what it is and where another comes from. */
export async function checkStart(ping: () => Promise<void>, { tokens, settings }: Service): Promise<void> {
  try {
    await ping();
  } catch (thrown) {
    if (!isRefusedToken(thrown)) throw thrown;
    const origin = tokens.origin();
    const message = settings.accessToken
      ? `Compute Engine refuses the token in ${origin}: it has expired after its hour, or never was one; make another with gcloud auth print-access-token`
      : `Compute Engine refuses the token that ${origin} gave: look at the account behind it`;
    throw new ProviderError('AUTH_ERROR', message, { provider: providerName, cause: thrown.cause });
  }
}

function isRefusedToken(thrown: unknown): thrown is ProviderError {
  return (
    isProviderError(thrown) && thrown.code === 'AUTH_ERROR' && isObject(thrown.cause) && thrown.cause.status === 401
  );
}
