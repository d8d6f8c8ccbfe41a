import { fidelityOf } from '../certificate/fidelity-of.ts';
import { reaches } from '../testbed/reaches.ts';
import type { GateReason } from './gate-answer.ts';
import { findPromised, isInScope, mayBeAbsent, type Scope } from './scope.ts';
import type { CurrentWitness, Witness } from './sort-certificates.ts';

/** What is shown of one source of a provider. */
export interface Shown {
  /** Digest of the source; undefined where there is no certificate. */
  readonly digest?: string;
  readonly missing: readonly GateReason[];
  /** The certificates that show something, newest first. */
  readonly basis: readonly CurrentWitness[];
}

/**
 * The newest source of which everything is shown, by one certificate or several; otherwise what is missing of the newest.
 * Two sources are never taken together: what holds for one says nothing about the other.
 */
export function shownBy(witnesses: readonly Witness[], scope: Scope): Shown {
  const current = witnesses.filter((witness) => witness.isCurrent);
  const digests = [...new Set(current.map(({ certification }) => certification.provider.digest))];
  const each = digests.map((digest) =>
    shownOf(
      digest,
      current.filter(({ certification }) => certification.provider.digest === digest),
      scope,
    ),
  );
  return each.find(({ missing }) => missing.length === 0) ?? each[0] ?? { missing: [], basis: [] };
}

function shownOf(digest: string, witnesses: readonly CurrentWitness[], scope: Scope): Shown {
  const judged = askedOf(scope).map((contract) => judge(contract, witnesses, scope));
  const by = new Set(judged.map((each) => each.by));
  return {
    digest,
    missing: judged.flatMap(({ missing }) => missing ?? []),
    basis: witnesses.filter((witness) => by.has(witness)),
  };
}

/** The whole of the set that is asked for, whether a certificate speaks of it or not. */
function askedOf(scope: Scope): readonly string[] {
  const asked = scope.contracts.filter(({ id, level }) => isInScope(id, level, scope)).map(({ id }) => id);
  return [...new Set([...asked, ...scope.needs.contracts])];
}

interface Judged {
  readonly by?: CurrentWitness;
  readonly missing?: GateReason;
}

function judge(contract: string, witnesses: readonly CurrentWitness[], scope: Scope): Judged {
  const told = witnesses.flatMap((by) =>
    by.certification.outcomes
      .filter((outcome) => outcome.contract === contract)
      .map((outcome) => ({ by, outcome, fidelity: fidelityOf(outcome, by.certification) })),
  );
  const passed = told.filter(({ outcome }) => outcome.outcome === 'pass');
  const enough = passed.find(({ fidelity }) => reaches(fidelity, scope.fidelity));
  if (enough) return { by: enough.by };
  const absent = told.find(({ by, outcome }) => {
    const isSkipped = outcome.outcome === 'skip' && outcome.reason?.code === 'capability-absent';
    const isNamed = scope.needs.contracts.includes(contract);
    return isSkipped && !isNamed && mayBeAbsent(findPromised(contract, scope), by.certification.provider);
  });
  if (absent) return { by: absent.by };
  const best = passed.reduce<(typeof passed)[number] | undefined>(
    (most, each) => (most && reaches(most.fidelity, each.fidelity) ? most : each),
    undefined,
  );
  if (best) {
    const { fidelity: found, by } = best;
    return { by, missing: { code: 'fidelity-too-low', contract, asked: scope.fidelity, found, file: by.file } };
  }
  const [newest] = told;
  const because = newest ? (newest.outcome.reason?.code ?? 'inconclusive') : 'missing';
  return { missing: { code: 'contract-not-judged', contract, because } };
}
