import { verdictOf } from '../engine/verdict.ts';
import type { CertificateProblem } from './certificate-check.ts';
import type { Certification } from './certification.ts';

/** What in a certification contradicts itself. Nothing that it claims is taken over which its outcomes can tell. */
export function inconsistenciesOf(certification: Certification): readonly CertificateProblem[] {
  return [
    ...missingContracts(certification),
    ...repeatedContracts(certification),
    ...unexecutedPasses(certification),
    ...otherVerdict(certification),
    ...partOfRun(certification),
    ...unknownTestbeds(certification),
    ...impossibleTimes(certification),
  ];
}

function missingContracts({ contractSet, outcomes }: Certification): readonly CertificateProblem[] {
  const told = new Set(outcomes.map(({ contract }) => contract));
  const missing = contractSet.ids.filter((id) => !told.has(id));
  if (missing.length === 0) return [];
  const text = `${missing.length} of the ${contractSet.ids.length} contracts of its set are missing: ${someOf(missing)}`;
  return [{ code: 'contract-missing', text }];
}

function repeatedContracts({ contractSet, outcomes }: Certification): readonly CertificateProblem[] {
  const ids = [repeatedOf(contractSet.ids), repeatedOf(outcomes.map(({ contract }) => contract))];
  return ids
    .filter((repeated) => repeated.length > 0)
    .map((repeated) => inconsistent(`it has the same contract more than once: ${someOf(repeated)}`));
}

/** Only executed assertions may become a pass. */
function unexecutedPasses({ outcomes }: Certification): readonly CertificateProblem[] {
  const empty = outcomes.filter(({ outcome, cases }) => outcome === 'pass' && cases === 0);
  if (empty.length === 0) return [];
  return [inconsistent(`it has passes of which no case was run: ${someOf(empty.map(({ contract }) => contract))}`)];
}

function otherVerdict({ provider, outcomes }: Certification): readonly CertificateProblem[] {
  const verdict = verdictOf(outcomes);
  if (verdict === provider.verdict) return [];
  return [{ code: 'other-verdict', text: `it says ${provider.verdict}, and its own outcomes come to ${verdict}` }];
}

function partOfRun({ run }: Certification): readonly CertificateProblem[] {
  return run.shard === undefined ? [] : [inconsistent(`it is of shard ${run.shard}, a part of a run`)];
}

function unknownTestbeds({ testbeds, outcomes }: Certification): readonly CertificateProblem[] {
  const names = testbeds.map(({ name }) => name);
  const named = outcomes.flatMap(({ testbed }) => testbed ?? []);
  const unknown = [...new Set(named)].filter((name) => !names.includes(name));
  if (names.length === 0) return [inconsistent('it names no testbed')];
  if (repeatedOf(names).length > 0) return [inconsistent(`it has two testbeds of one name: ${someOf(names)}`)];
  return unknown.length === 0 ? [] : [inconsistent(`it rests on testbeds that it does not tell: ${someOf(unknown)}`)];
}

function impossibleTimes({ run, expiresAt, outcomes }: Certification): readonly CertificateProblem[] {
  const { startedAt, finishedAt } = run;
  if (Date.parse(startedAt) > Date.parse(finishedAt))
    return [inconsistent(`its run ended (${finishedAt}) before it began (${startedAt})`)];
  if (outcomes.some((outcome) => Date.parse(outcome.run?.finishedAt ?? finishedAt) > Date.parse(finishedAt)))
    return [inconsistent(`it has outcomes of after its run ended (${finishedAt})`)];
  if (Date.parse(finishedAt) < Date.parse(expiresAt)) return [];
  return [inconsistent(`it expired (${expiresAt}) before its run ended (${finishedAt})`)];
}

function inconsistent(text: string): CertificateProblem {
  return { code: 'inconsistent', text };
}

function repeatedOf(texts: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return [...new Set(texts.filter((text) => seen.size === seen.add(text).size))];
}

/** The first of them, and how many more there are. */
export function someOf(texts: readonly string[]): string {
  const shown = texts.slice(0, shownMax);
  const more = texts.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const shownMax = 3;
