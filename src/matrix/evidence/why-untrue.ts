import type { ProviderResult, Report } from '../../engine/report.ts';
import { testbedsOf } from '../../engine/testbeds-of.ts';
import { verdictOf } from '../../engine/verdict.ts';

/** Why a report of the right shape cannot be what Assay wrote: it says less than it claims, or other than it says. */
export function whyUntrue({ contractSet, providers }: Report): string | undefined {
  if (providers.length === 0) return 'is a report of no provider';
  const names = new Set(providers.map(({ name }) => name));
  if (names.size < providers.length) return 'is a report that has a provider twice';
  for (const provider of providers) {
    const why = whyIncomplete(provider, contractSet.ids) ?? whyOtherwise(provider);
    if (why !== undefined) return `is a report that was changed, or cut short: of ${provider.name} ${why}`;
  }
  return undefined;
}

/** A run that leaves a contract of its set out is not told from a whole one by what it has. */
function whyIncomplete({ outcomes }: ProviderResult, ids: readonly string[]): string | undefined {
  const given = new Set(outcomes.map(({ contract }) => contract));
  if (given.size < outcomes.length) return 'it has a contract twice';
  const missing = ids.find((id) => !given.has(id));
  return missing === undefined ? undefined : `it does not say what ${missing} came to`;
}

function whyOtherwise(provider: ProviderResult): string | undefined {
  const { verdict, outcomes } = provider;
  const derived = verdictOf(outcomes);
  if (derived !== verdict) return `it says ${verdict}, and its outcomes come to ${derived}`;
  const known = new Set(testbedsOf(provider).map(({ name }) => name));
  const elsewhere = outcomes.find((outcome) => outcome.testbed !== undefined && !known.has(outcome.testbed));
  return elsewhere && `${elsewhere.contract} came about on ${elsewhere.testbed}, which it does not describe`;
}
