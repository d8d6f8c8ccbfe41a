import { ProviderError } from '../../provider/provider-error.ts';
import { providerName } from './settings.ts';

/** For a list whose pages lead back to one that was there before. */
export function circleError(): ProviderError {
  const cause = new Error('a page names itself as the next');
  return new ProviderError('PROVIDER_UNAVAILABLE', 'the list goes round in a circle', {
    provider: providerName,
    cause,
  });
}
