import type { ProviderResult, Report } from '../engine/report.ts';
import { testbedsOf } from '../engine/testbeds-of.ts';
import { type Certification, certificationSchema, certificationType } from './certification.ts';
import { inconsistenciesOf } from './inconsistencies.ts';
import { type Statement, statementOf, statementSchema } from './statement.ts';
import { testResultOf, testResultType } from './test-result.ts';

/** No certificate can be made of a report. The message says why and what to do. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';
}

export interface CertificateOptions {
  /** ISO time after which it says nothing any more. */
  readonly expiresAt: string;
  /** `sha256:` of the report, as it was written. */
  readonly reportDigest: string;
}

/** What a certificate of one provider says, unsigned: ours in full first, then the same for tools that know in-toto. */
export interface Certificate {
  readonly certification: Certification;
  readonly statements: readonly [Statement, Statement];
}

/**
 * The certificate of one provider of a report. Of a failed or an incomplete one too: it says so. Throws CertificateError
 * for what nobody could accept: a part of a run, and a report that is at odds with itself.
 */
export function certificateOf(report: Report, providerName: string, options: CertificateOptions): Certificate {
  mustBeWhole(report);
  const certification = certificationOf(report, resultOf(report, providerName), options);
  const [problem] = inconsistenciesOf(certification);
  if (problem) throw new CertificateError(`${providerName} cannot be certified by this report: ${problem.text}`);
  const statements = [
    statementOf(certification, certificationType, certification),
    statementOf(certification, testResultType, testResultOf(certification)),
  ] as const;
  if (!statementSchema.safeParse(statements[0]).success)
    throw new CertificateError(
      `${providerName} cannot be certified by this report: a digest of it is no SHA-256; give a report that assay certify has written`,
    );
  return { certification, statements };
}

/** Throws CertificateError for a part of a run: it says nothing about what the other parts have to judge. */
export function mustBeWhole({ run }: Report): void {
  if (run.shard === undefined) return;
  throw new CertificateError(
    `it is shard ${run.shard}, a part of a run: join all of them with assay merge, and sign what that gives`,
  );
}

function resultOf({ providers }: Report, name: string): ProviderResult {
  const [found, ...others] = providers.filter((provider) => provider.name === name);
  if (!found) throw new CertificateError(`it says nothing about ${name}`);
  if (others.length > 0) throw new CertificateError(`it has ${name} twice: certify one of them alone`);
  return found;
}

function certificationOf(report: Report, result: ProviderResult, options: CertificateOptions): Certification {
  const { run, contractSet } = report;
  // Parsed, to have nothing in it that the schema has no place for.
  return certificationSchema.parse({
    assayVersion: run.assayVersion ?? 'unknown',
    run,
    expiresAt: options.expiresAt,
    contractSet,
    provider: result,
    testbeds: testbedsOf(result),
    outcomes: result.outcomes,
    report: { digest: options.reportDigest },
  });
}
