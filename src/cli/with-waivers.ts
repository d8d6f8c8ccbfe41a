import { applyWaivers, type ContractWaiver } from '../engine/apply-waivers.ts';
import type { CertifyResult, SubjectProblem } from '../engine/certify-options.ts';
import type { Outcome } from '../engine/report.ts';
import type { Subject } from '../engine/subject.ts';
import { type KnownNames, unknownWaivers } from './unknown-waivers.ts';

/** A waiver of what nobody has is bad input: what it was meant for would go on failing. */
export function withWaivers(
  { report, problems }: CertifyResult,
  waivers: readonly ContractWaiver[],
  known: KnownNames,
  subjects: number,
): CertifyResult {
  const loaded = report.providers.map(({ name, outcomes }) => ({ name, contracts: outcomes.map(idOf) }));
  // What could not be loaded is a problem already, and nobody knows its name.
  const hasStrangers = known.hasStrangers || loaded.length < subjects;
  const unknown = unknownWaivers(waivers, loaded, { ...known, hasStrangers });
  const told = unknown.map((message): SubjectProblem => ({ subject: noSubject, kind: 'usage', message }));
  return { report: applyWaivers(report, waivers), problems: [...problems, ...told] };
}

const noSubject: Subject = { kind: 'registered', name: '' };

function idOf({ contract }: Outcome): string {
  return contract;
}
