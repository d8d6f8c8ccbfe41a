import { isProviderError, type ProviderErrorCode } from '../provider/provider-error.ts';
import type { World } from '../testbed/testbed.ts';
import { callWithin } from './call.ts';
import { SubjectError } from './loaded-subject.ts';

/** What says that nothing can be asked of the service at all. Of anything else that start throws the contracts tell. */
const hopeless: readonly ProviderErrorCode[] = ['AUTH_ERROR', 'INVALID_SPEC', 'PROVIDER_UNAVAILABLE'];

/**
 * Throws, with the provider's own words, where it says at its start that a real service cannot be used: every contract after it
 * would only say that nothing had settled.
 */
export async function mustStart(label: string, { registration, clock, facts }: World): Promise<void> {
  const started = await callWithin(clock, facts.tolerances.callTimeoutMs, () => registration.hooks.onStartup());
  if (started.outcome !== 'threw' || !isProviderError(started.thrown)) return;
  const { code, message } = started.thrown;
  if (hopeless.includes(code)) throw new SubjectError(`${label} does not start: ${code}: ${message}`);
}
