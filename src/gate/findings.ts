import type { Certification } from '../certificate/certification.ts';
import { fidelityOf } from '../certificate/fidelity-of.ts';
import { reaches } from '../testbed/reaches.ts';
import type { FailedContract, GateReason } from './gate-answer.ts';
import { isInScope, type Scope } from './scope.ts';
import { timeOf, type Witness } from './sort-certificates.ts';

/** Something that a certificate shows to be broken or absent. */
export interface Finding {
  readonly by: Witness;
  readonly reason: Extract<GateReason, { code: 'capability-absent' | 'contract-failed' | 'waived' }>;
}

type OutcomeOfCertificate = Certification['outcomes'][number];

/** What speaks against the provider. A certificate with any of it speaks for nothing else. */
export function findingsOf(witness: Witness, scope: Scope): readonly Finding[] {
  const { file, certification } = witness;
  const absent = scope.needs.capabilities.filter((capability) => !certification.provider.capabilities[capability]);
  const broken = certification.outcomes.filter(({ contract, level }) => isInScope(contract, level, scope));
  return [
    ...absent.map((capability): Finding => ({ by: witness, reason: { code: 'capability-absent', capability, file } })),
    ...broken.flatMap((outcome): readonly Finding[] => {
      const reason = brokenReason(outcome, witness);
      return reason ? [{ by: witness, reason }] : [];
    }),
  ];
}

export function isDenying(witness: Witness, scope: Scope): boolean {
  return findingsOf(witness, scope).length > 0;
}

/** A promise that was seen broken even once is broken, whoever answers for it. */
function brokenReason(outcome: OutcomeOfCertificate, { file, certification }: Witness): Finding['reason'] | undefined {
  const { contract, outcome: kind, waiver } = outcome;
  if (kind !== 'fail' && kind !== 'flaky') return undefined;
  const failed: Omit<FailedContract, 'code'> = {
    contract,
    outcome: kind,
    fidelity: fidelityOf(outcome, certification),
    file,
  };
  if (waiver?.state !== 'applied') return { code: 'contract-failed', ...failed };
  const { state: _applied, ...promised } = waiver;
  return { code: 'waived', ...failed, waiver: promised };
}

/** Whether a later certificate, with nothing against it, shows that it is mended: on nothing further from the real service. */
export function isReplaced({ by, reason }: Finding, clean: readonly Witness[]): boolean {
  const later = clean.filter((witness) => timeOf(witness) > timeOf(by));
  if (reason.code === 'capability-absent') return later.length > 0;
  return later.some(({ certification }) => {
    const passed = certification.outcomes.find(
      ({ contract, outcome }) => contract === reason.contract && outcome === 'pass',
    );
    return passed !== undefined && reaches(fidelityOf(passed, certification), reason.fidelity);
  });
}
