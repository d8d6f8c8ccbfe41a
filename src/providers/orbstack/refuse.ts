import { ProviderError } from '../../provider/provider-error.ts';

/** Name under which OrbStack reports its errors. */
export const providerName = 'orbstack';

/** A request that is wrong, and where. */
export function refuse(message: string): ProviderError {
  return new ProviderError('INVALID_SPEC', message, { provider: providerName });
}

/** Something that had to be there and is not. */
export function notFound(message: string): ProviderError {
  return new ProviderError('NOT_FOUND', message, { provider: providerName });
}
