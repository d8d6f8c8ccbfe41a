import { shortDigest } from '../engine/short-digest.ts';
import type { Fidelity } from '../testbed/fidelity.ts';
import { reaches } from '../testbed/reaches.ts';
import type { AskedOfCertificate, AskedSet, CertificateProblem, KnownContract } from './certificate-check.ts';
import type { Certification } from './certification.ts';
import { fidelityOf } from './fidelity-of.ts';
import { someOf } from './inconsistencies.ts';
import { seenSince } from './seen-since.ts';

/** Where a certification is not what was asked for. */
export function shortcomingsOf(certification: Certification, asked: AskedOfCertificate): readonly CertificateProblem[] {
  return [
    ...otherProvider(certification, asked.provider),
    ...otherSource(certification, asked.sourceDigest),
    ...(asked.contractSet ? otherSet(certification, asked.contractSet) : []),
    ...(asked.contractSet?.contracts ? otherPromises(certification, asked.contractSet.contracts) : []),
    ...outOfTime(certification, asked),
    ...weakerEvidence(certification, asked.fidelity),
  ];
}

function otherProvider({ provider }: Certification, name: string | undefined): readonly CertificateProblem[] {
  if (name === undefined || name === provider.name) return [];
  return [{ code: 'other-provider', text: `it is about the provider ${provider.name}, not ${name}` }];
}

function otherSource({ provider }: Certification, digest: string | undefined): readonly CertificateProblem[] {
  if (digest === undefined || digest === provider.digest) return [];
  const text = `it is about other source of ${provider.name} than what is here: ${shortDigest(provider.digest)}, not ${shortDigest(digest)}`;
  return [{ code: 'other-source', text }];
}

function otherSet({ contractSet }: Certification, asked: AskedSet): readonly CertificateProblem[] {
  if (contractSet.digest !== asked.digest) {
    const text = `it is about another contract set, ${contractSet.version} ${shortDigest(contractSet.digest)}, not ${shortDigest(asked.digest)}: certify again, or say --contract-set`;
    return [{ code: 'other-contract-set', text }];
  }
  const { ids } = asked;
  const missing = ids?.filter((id) => !contractSet.ids.includes(id)) ?? [];
  const added = ids ? contractSet.ids.filter((id) => !ids.includes(id)) : [];
  if (missing.length > 0) {
    const text = `it was cut: ${missing.length} of the ${ids?.length} contracts of the set that it names are missing: ${someOf(missing)}`;
    return [{ code: 'contract-missing', text }];
  }
  if (added.length === 0) return [];
  const text = `it has contracts as of the set that are none of it: ${someOf(added)}`;
  return [{ code: 'inconsistent', text }];
}

/** A signer who makes a broken `must` a `should`, or calls absent what is declared, would make a verdict of his own. */
function otherPromises(
  { outcomes, provider }: Certification,
  contracts: readonly KnownContract[],
): readonly CertificateProblem[] {
  const known = new Map(contracts.map((contract) => [contract.id, contract]));
  const lowered = outcomes.filter(({ contract, level }) => (known.get(contract)?.level ?? level) !== level);
  const declared = outcomes.filter(({ contract, outcome, reason }) => {
    const found = known.get(contract);
    return outcome === 'skip' && reason?.code === 'capability-absent' && found && isAskedOf(provider, found);
  });
  const idsOf = (found: typeof outcomes) => someOf(found.map(({ contract }) => contract));
  return [
    ...(lowered.length > 0 ? [inconsistent(`it changes how much is asked: ${idsOf(lowered)}`)] : []),
    ...(declared.length > 0
      ? [inconsistent(`it skips for an absent capability what the provider declares: ${idsOf(declared)}`)]
      : []),
  ];
}

/** What only a provider itself can tell, its workflows and its enhanced types, is taken as told. */
function isAskedOf({ capabilities, tier }: Certification['provider'], contract: KnownContract): boolean {
  if (contract.workflow !== undefined || contract.enhanced) return false;
  return contract.tiers.includes(tier) && contract.requires.every((capability) => capabilities[capability]);
}

/** The clocks of two machines differ. */
const clockSkewMs = 300_000;

function outOfTime(certification: Certification, { at, maxAgeMs }: AskedOfCertificate): readonly CertificateProblem[] {
  const { run, expiresAt } = certification;
  const now = Date.parse(at);
  const since = seenSince(certification);
  const problems: CertificateProblem[] = [];
  // Asked so that a time that is none lets nothing pass.
  if (!(Date.parse(expiresAt) > now))
    problems.push({ code: 'expired', text: `it expired ${expiresAt}: certify again` });
  if (!(now - Date.parse(run.finishedAt) >= -clockSkewMs)) {
    const text = `it is from the future: its run ended ${run.finishedAt}, and here it is ${at}`;
    problems.push({ code: 'not-yet-valid', text });
  }
  if (maxAgeMs !== undefined && !(now - Date.parse(since) <= maxAgeMs)) {
    const text = `it rests on a run that ended ${since}, longer ago than is asked for: certify again`;
    problems.push({ code: 'too-old', text });
  }
  return problems;
}

function weakerEvidence(certification: Certification, asked: Fidelity | undefined): readonly CertificateProblem[] {
  if (asked === undefined) return [];
  const { outcomes } = certification;
  // What is absent is absent anywhere.
  const judged = outcomes.filter(({ outcome }) => outcome !== 'skip' && outcome !== 'not-run');
  const weaker = judged.filter((outcome) => !reaches(fidelityOf(outcome, certification), asked));
  if (weaker.length === 0 && judged.length > 0) return [];
  const ids = weaker.length > 0 ? `: ${someOf(weaker.map(({ contract }) => contract))}` : '';
  const text = `${weaker.length} of ${judged.length} outcomes come from further than ${asked} from the real service${ids}`;
  return [{ code: 'weaker-evidence', text }];
}

function inconsistent(text: string): CertificateProblem {
  return { code: 'inconsistent', text };
}
