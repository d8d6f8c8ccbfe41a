import type { ProviderCall } from '../provider-call.ts';

/** The last spawn for the same intent before this one. */
export function spawnBefore(call: ProviderCall, calls: readonly ProviderCall[]): ProviderCall | undefined {
  if (call.operation !== 'spawn' || call.intent === undefined) return undefined;
  return calls.findLast(
    ({ operation, intent, number }) => operation === 'spawn' && intent === call.intent && number < call.number,
  );
}

/** Whether nobody knows what became of it: also of one that is still under way, or whose caller has died. */
export function isUnclear({ outcome }: ProviderCall): boolean {
  return outcome === undefined || (outcome.did === 'failed' && outcome.ambiguous);
}

/** Whether a look that began after its end has had an answer. */
export function hasLookedSince(since: ProviderCall, calls: readonly ProviderCall[]): boolean {
  return calls.some(
    ({ operation, beganMs, number, outcome }) =>
      (operation === 'list' || operation === 'get') &&
      outcome?.did === 'answered' &&
      number > since.number &&
      beganMs >= (since.endedMs ?? since.beganMs),
  );
}
