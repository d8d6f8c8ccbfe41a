import type { ContractWaiver } from '../engine/apply-waivers.ts';
import type { SubjectProblem } from '../engine/certify-options.ts';
import type { Report } from '../engine/report.ts';
import { didYouMean } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/**
 * Refuses a waiver for a contract that nobody knows, before anything runs. What comes with a provider is known only once it
 * is loaded, so a waiver for it has to name the provider. Throws UsageError.
 */
export function mustBeKnown(waivers: readonly ContractWaiver[], ids: readonly string[]): void {
  const unknown = waivers.find(({ contract, provider }) => provider === undefined && !ids.includes(contract));
  if (!unknown) return;
  const { contract } = unknown;
  throw new UsageError(
    `waivers: there is no contract ${contract}${didYouMean(contract, ids)}; see assay list contracts, and name the provider of one that comes with it`,
  );
}

/** A problem for each waiver of a contract that its provider turned out not to have. */
export function unknownWaivers(waivers: readonly ContractWaiver[], report: Report): readonly SubjectProblem[] {
  return waivers.flatMap(({ contract, provider = '' }): readonly SubjectProblem[] => {
    const ids = report.providers.filter(({ name }) => name === provider).flatMap(contractIds);
    if (ids.length === 0 || ids.includes(contract) || report.contractSet.ids.includes(contract)) return [];
    const message = `waivers: ${provider} has no contract ${contract}${didYouMean(contract, ids)}; see assay list contracts`;
    return [{ subject: { kind: 'registered', name: provider }, kind: 'usage', message }];
  });
}

function contractIds({ outcomes }: Report['providers'][number]): readonly string[] {
  return outcomes.map(({ contract }) => contract);
}
