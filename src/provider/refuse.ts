import { ProviderError } from './provider-error.ts';

/** Makes the error for a request that is wrong, and says where. */
export type Refuse = (message: string) => ProviderError;

/** The refusals of one provider. */
export function refuseAs(provider: string): Refuse {
  return (message) => new ProviderError('INVALID_SPEC', message, { provider });
}
