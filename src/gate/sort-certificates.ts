import type { Signer } from '../certificate/certificate-check.ts';
import type { Certification } from '../certificate/certification.ts';
import type { GateReason } from './gate-answer.ts';
import type { GateQuestion, GivenCertificate } from './gate-question.ts';

/** A certificate of the provider whose signature holds. */
export type Witness = CurrentWitness | ExpiredWitness;

export interface CurrentWitness {
  readonly isCurrent: true;
  readonly file: string;
  readonly certification: Certification;
  readonly signer: Signer;
}

/** Shows nothing any more, but that a promise was broken or mended then. */
export interface ExpiredWitness {
  readonly isCurrent: false;
  readonly file: string;
  readonly certification: Certification;
}

export interface SortedCertificates {
  /** Newest first. */
  readonly witnesses: readonly Witness[];
  /** Why the others are of no use; those of other providers are no fault. */
  readonly unusable: readonly GateReason[];
  /** The other providers that there are certificates of. */
  readonly others: readonly string[];
}

/** Tells the certificates that speak of the provider from those that do not, and from those that nobody can use. */
export function sortCertificates(given: readonly GivenCertificate[], question: GateQuestion): SortedCertificates {
  const isOther = ({ check }: GivenCertificate) =>
    check.certification !== undefined && check.certification.provider.name !== question.provider;
  const sorted = given.filter((each) => !isOther(each)).map((each) => sortOne(each, question));
  return {
    witnesses: sorted.flatMap(({ witness }) => witness ?? []).toSorted((a, b) => timeOf(b) - timeOf(a)),
    unusable: sorted.flatMap(({ unusable }) => unusable ?? []),
    others: [
      ...new Set(given.filter(isOther).flatMap(({ check }) => check.certification?.provider.name ?? [])),
    ].toSorted(),
  };
}

/** When what it says was seen. */
export function timeOf({ certification }: Witness): number {
  return Date.parse(certification.run.finishedAt);
}

interface Sorted {
  readonly witness?: Witness;
  readonly unusable?: GateReason;
}

function sortOne({ file, check }: GivenCertificate, question: GateQuestion): Sorted {
  const { certification } = check;
  const codes = check.isValid ? [] : check.problems.map(({ code }) => code);
  const digest = certification?.contractSet.digest;
  // Whatever else is wrong with one about another set, it is of no use here.
  if (digest !== undefined && digest !== question.contractSet.digest)
    return { unusable: { code: 'other-contract-set', what: 'certificate', file, digest } };
  if (!certification || codes.some((code) => code !== 'expired'))
    return { unusable: { code: 'certificate-refused', file, problems: check.isValid ? [] : check.problems } };
  const endedAt = endOf(certification, question);
  if (check.isValid && endedAt === undefined)
    return { witness: { isCurrent: true, file, certification, signer: check.signer } };
  const { finishedAt } = certification.run;
  return {
    witness: { isCurrent: false, file, certification },
    unusable: {
      ...{ code: 'expired', what: 'certificate', file, finishedAt },
      endedAt: endedAt ?? certification.expiresAt,
    },
  };
}

/** By its own date or by the age that is asked for, whichever comes first; undefined where it still holds. */
function endOf({ run, expiresAt }: Certification, { at, maxAgeMs }: GateQuestion): string | undefined {
  const oldMs = maxAgeMs === undefined ? Number.POSITIVE_INFINITY : Date.parse(run.finishedAt) + maxAgeMs;
  const endMs = Math.min(Date.parse(expiresAt), oldMs);
  return endMs <= Date.parse(at) ? new Date(endMs).toISOString() : undefined;
}
