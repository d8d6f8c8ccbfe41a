import type { CertificateCheck, CheckOptions } from '../../src/certificate/certificate-check.ts';
import { certificateOf } from '../../src/certificate/certificate-of.ts';
import type { Certification } from '../../src/certificate/certification.ts';
import { certificationType } from '../../src/certificate/certification.ts';
import { checkCertificate } from '../../src/certificate/check-certificate.ts';
import { createKeyPair, type KeyPair, type KeySigner, signerOf, trustedKeyOf } from '../../src/certificate/keys.ts';
import { signCertificate } from '../../src/certificate/sign-certificate.ts';
import { statementOf } from '../../src/certificate/statement.ts';
import { testResultOf, testResultType } from '../../src/certificate/test-result.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import type { Contract } from '../../src/contracts/contract.ts';
import { contractSetOf } from '../../src/engine/contract-set.ts';
import type { Outcome, ProviderResult, Report } from '../../src/engine/report.ts';
import { noCapabilities } from '../../src/provider/capability.ts';
import { sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

/** Keys are made anew: nothing in a repository is worth being called a key. */
export const ours: KeyPair = createKeyPair();
export const theirs: KeyPair = createKeyPair();

export const sourceDigest = `sha256:${'5'.repeat(64)}`;
export const contractSet: Report['contractSet'] = contractSetOf(contractCatalogue);

/** Every contract of the set, passed, or skipped where it is about a capability that this provider does not declare. */
export function wholeOutcomes(changes: (contract: Contract) => Partial<Outcome> = () => ({})): readonly Outcome[] {
  return contractCatalogue.map((contract) => {
    const { id, level, requires, workflow, enhanced } = contract;
    const isAbsent = requires.length > 0 || workflow !== undefined || enhanced === true;
    const absent = { outcome: 'skip', cases: 0, reason: { code: 'capability-absent', text: 'not declared' } } as const;
    return sampleOutcome({ contract: id, level, ...(isAbsent && absent), ...changes(contract) });
  });
}

/** A report that could have come from a run, of a provider that declares nothing and keeps every promise. */
export function certifiedReport(changes: Partial<ProviderResult> = {}, run: Partial<Report['run']> = {}): Report {
  const provider = sampleProvider(wholeOutcomes(), {
    tier: 'reference',
    digest: sourceDigest,
    capabilities: noCapabilities,
    ...changes,
  });
  return { ...sampleReport([provider], run), contractSet };
}

/** Between the end of the run and the end of its certificate. */
export const now = '2026-01-10T00:00:00.000Z';
export const expiresAt = '2026-02-01T00:00:00.000Z';
export const reportDigest = `sha256:${'7'.repeat(64)}`;

export function certify(report: Report = certifiedReport(), until: string = expiresAt): Certification {
  const [provider] = report.providers;
  return certificateOf(report, provider?.name ?? '', { expiresAt: until, reportDigest }).certification;
}

/** A certificate as `assay sign` writes it. */
export function signed(certification: Certification = certify(), key: KeyPair = ours): string {
  return signCertificate(bothStatements(certification), signer(key));
}

export function signer(key: KeyPair): KeySigner {
  return signerOf(key.privatePem, 'a key');
}

/** Both statements of a certification, also of one that nobody could have been given. */
export function bothStatements(certification: Certification) {
  return [
    statementOf(certification, certificationType, certification),
    statementOf(certification, testResultType, testResultOf(certification)),
  ] as const;
}

export const asked: CheckOptions = {
  keys: [trustedKeyOf(ours.publicPem, 'ours.pub')],
  at: now,
  contractSet: { ...contractSet, contracts: contractCatalogue },
  sourceDigest,
  provider: 'sample',
};

/** `valid`, or the codes of what is wrong with it. */
export function verdictOn(text: string, changes: Partial<CheckOptions> = {}): string {
  return shown(checkCertificate(text, { ...asked, ...changes }));
}

export function shown(check: CertificateCheck): string {
  return check.isValid ? 'valid' : check.problems.map(({ code }) => code).join(' ');
}
