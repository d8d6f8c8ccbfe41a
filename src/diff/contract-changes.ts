import type { Outcome, ProviderResult } from '../engine/report.ts';
import type { Change } from './diff-schema.ts';
import { outcomeChange } from './outcome-change.ts';
import { timingChanges } from './timing-changes.ts';
import { waiverChange } from './waiver-change.ts';

/** What changed in the contracts of one provider. */
export function contractChanges(
  before: ProviderResult,
  after: ProviderResult,
  thresholdPercent: number,
): readonly Change[] {
  const { name: provider } = after;
  const [old, current] = [byContract(before), byContract(after)];
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((contract) => {
    const [was, is] = [old.get(contract), current.get(contract)];
    if (was && is) {
      return [
        ...outcomeChange(provider, was, is),
        ...evidenceChange(provider, was, is),
        ...timingChanges(after, was, is, thresholdPercent),
        ...waiverChange(provider, was, is),
      ];
    }
    return is ? added(provider, is) : removed(provider, was);
  });
}

function byContract({ outcomes }: ProviderResult): ReadonlyMap<string, Outcome> {
  return new Map(outcomes.map((outcome) => [outcome.contract, outcome]));
}

/** A pass that shows less than it did is coverage that is lost. */
function evidenceChange(provider: string, before: Outcome, after: Outcome): readonly Change[] {
  if (before.outcome !== 'pass' || after.outcome !== 'pass') return [];
  const { contract } = after;
  if (before.weak === undefined && after.weak !== undefined)
    return [{ kind: 'evidence', effect: 'worse', provider, contract, change: 'weaker', weak: after.weak }];
  if (before.weak !== undefined && after.weak === undefined)
    return [{ kind: 'evidence', effect: 'better', provider, contract, change: 'stronger', weak: before.weak }];
  return [];
}

/** A promise that nobody asked before and that is broken at once is no step back of the provider: its verdict tells. */
function added(provider: string, { contract, outcome }: Outcome): readonly Change[] {
  return [{ kind: 'contract-added', effect: 'neutral', provider, contract, outcome }];
}

function removed(provider: string, outcome: Outcome | undefined): readonly Change[] {
  if (!outcome) return [];
  const isLoss = outcome.outcome !== 'skip' && outcome.outcome !== 'not-run';
  return [
    {
      kind: 'contract-removed',
      effect: isLoss ? 'worse' : 'neutral',
      provider,
      contract: outcome.contract,
      outcome: outcome.outcome,
    },
  ];
}
