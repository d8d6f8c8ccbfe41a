import { type Finding, findingsOf, isDenying, isReplaced } from './findings.ts';
import type { AskedControlPlane, GateAnswer, GateBasis, GateReason } from './gate-answer.ts';
import type { GateEvidence, GateQuestion, GivenControlPlane } from './gate-question.ts';
import { type Shown, shownBy } from './shown.ts';
import {
  type CurrentWitness,
  type SortedCertificates,
  sortCertificates,
  timeOf,
  type Witness,
} from './sort-certificates.ts';
import { weighControlPlane } from './weigh-control-plane.ts';

/**
 * Answers whether a workload may run on a provider. Denies unless it is shown: `yes` needs every premise, `no` needs one that
 * is shown to be false, and everything else is `unknown`. What speaks for a provider only ever helps it, and what speaks
 * against it only ever harms it.
 */
export function canRun(question: GateQuestion, evidence: GateEvidence): GateAnswer {
  const sorted = sortCertificates(evidence.certificates, question);
  const scope = { ...question, isWhole: evidence.controlPlane !== undefined };
  const clean = sorted.witnesses.filter((witness) => !isDenying(witness, scope));
  const findings = sorted.witnesses.flatMap((witness) => findingsOf(witness, scope));
  const standing = findings.filter((finding) => !isReplaced(finding, clean));
  const current = clean.filter(({ isCurrent }) => isCurrent);
  const shown = shownBy(current, scope);
  const controlPlane = weighControlPlane(evidence.controlPlane, question);

  const against = [...standing.map(({ reason }) => reason), ...controlPlane.against];
  const missing = evidence.trustsSomebody
    ? missingFrom({ shown, standing, sorted }, question)
    : [{ code: 'nobody-trusted' } as const];
  const isShort = missing.length > 0;
  return {
    answer: against.length > 0 ? 'no' : isShort || controlPlane.open.length > 0 ? 'unknown' : 'yes',
    against,
    // Where something is missing, what could not be used may be why.
    open: [...missing, ...(isShort ? sorted.unusable : []), ...controlPlane.open],
    notes: [
      ...(isShort ? [] : sorted.unusable),
      ...leftOver(
        sorted.witnesses,
        shown,
        standing.map(({ by }) => by),
      ),
    ],
    basis: shown.basis.map(toBasis),
    ...(evidence.controlPlane && { controlPlane: askedControlPlane(evidence.controlPlane) }),
  };
}

interface Found {
  readonly shown: Shown;
  readonly standing: readonly Finding[];
  readonly sorted: SortedCertificates;
}

function missingFrom({ shown, standing, sorted }: Found, { provider }: GateQuestion): readonly GateReason[] {
  if (shown.digest !== undefined) return shown.missing;
  // Whoever is known to break a promise needs no other reason.
  if (standing.length > 0) return [];
  return [{ code: 'certificate-missing', provider, others: sorted.others }];
}

/** Certificates that nothing rests on: a newer one says as much, or they are about another source. */
function leftOver(
  witnesses: readonly Witness[],
  { basis, digest }: Shown,
  denying: readonly Witness[],
): readonly GateReason[] {
  const [newest] = basis;
  if (!newest) return [];
  return witnesses
    .filter((witness) => witness.isCurrent && !basis.includes(witness) && !denying.includes(witness))
    .map((witness): GateReason => {
      const { file, certification } = witness;
      const isOlder = timeOf(witness) <= timeOf(newest);
      if (isOlder || certification.provider.digest === digest) return { code: 'superseded', file, by: newest.file };
      return { code: 'other-source', file, digest: certification.provider.digest };
    });
}

function askedControlPlane({ file, report }: GivenControlPlane): AskedControlPlane {
  return { file, name: report.controlPlane.path ?? report.controlPlane.name, runs: report.run.made };
}

function toBasis({ file, signer, certification }: CurrentWitness): GateBasis {
  const { provider, testbeds, run, expiresAt } = certification;
  return {
    ...{ file, signer, digest: provider.digest, finishedAt: run.finishedAt, expiresAt },
    testbeds: testbeds.map(({ name, fidelity }) => ({ name, fidelity })),
  };
}
