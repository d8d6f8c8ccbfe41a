import { isProviderError, ProviderError, type ProviderErrorCode } from '../../provider/provider-error.ts';
import { providerName } from './provider-name.ts';

/** Asks all of these regions at once. One that does not answer fails the whole, by its name: a part is never told as all. */
export async function inEveryRegion<T>(
  regions: readonly string[],
  ask: (region: string) => Promise<T>,
): Promise<readonly T[]> {
  const outcomes = await Promise.allSettled(regions.map(ask));
  const failed = outcomes.flatMap((outcome, index) =>
    outcome.status === 'rejected' ? [{ region: regions[index] ?? '', thrown: outcome.reason as unknown }] : [],
  );
  const [first] = failed;
  if (first !== undefined) throw failure(failed, first.thrown);
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

function failure(
  failed: readonly { readonly region: string; readonly thrown: unknown }[],
  first: unknown,
): ProviderError {
  const text = failed.map(({ region, thrown }) => `${region}: ${thrown instanceof Error ? thrown.message : thrown}`);
  const code: ProviderErrorCode = isProviderError(first) ? first.code : 'UNCLASSIFIED';
  return new ProviderError(code, text.join('; '), { provider: providerName, cause: first });
}
