import { certificateOf } from '../certificate/certificate-of.ts';
import { expiryOf } from '../certificate/expiry-of.ts';
import type { Report } from '../engine/report.ts';
import { digestOf } from '../engine/sha256.ts';
import { harmlessJson, renderJson } from './json.ts';

const lifetimeMs = 30 * 86_400_000;

/**
 * The in-toto statements of a report, two for each provider, one a line, for tools that sign by themselves. They are **not
 * signed**: `assay verify` refuses them, and nobody should take them for more than the report is. Throws CertificateError
 * for a part of a run.
 */
export function renderAttestation(report: Report): string {
  const reportDigest = digestOf(renderJson(report));
  return report.providers
    .flatMap(
      (provider) =>
        certificateOf(report, provider.name, { expiresAt: expiryOf(report, provider, lifetimeMs), reportDigest })
          .statements,
    )
    .map((statement) => `${harmlessJson(JSON.stringify(statement))}\n`)
    .join('');
}
