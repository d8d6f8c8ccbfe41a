import { createHash } from 'node:crypto';
import { certificateOf } from '../certificate/certificate-of.ts';
import type { Report } from '../engine/report.ts';
import { renderJson } from './json.ts';

const lifetimeMs = 30 * 86_400_000;

/**
 * The in-toto statements of a report, two for each provider, one a line, for tools that sign by themselves. They are **not
 * signed**: `assay verify` refuses them, and nobody should take them for more than the report is. Throws CertificateError
 * for a part of a run.
 */
export function renderAttestation(report: Report): string {
  const reportDigest = `sha256:${createHash('sha256').update(renderJson(report)).digest('hex')}`;
  const expiresAt = new Date(Date.parse(report.run.finishedAt) + lifetimeMs).toISOString();
  return report.providers
    .flatMap(({ name }) => certificateOf(report, name, { expiresAt, reportDigest }).statements)
    .map((statement) => `${JSON.stringify(statement)}\n`)
    .join('');
}
