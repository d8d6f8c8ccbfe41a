import { isProviderError } from './provider-error.ts';

/** Whether what was thrown says for certain that nothing was done: a ProviderError that is not ambiguous, and nothing else. */
export function isClearRefusal(thrown: unknown): boolean {
  return isProviderError(thrown) && thrown.ambiguous !== true;
}
