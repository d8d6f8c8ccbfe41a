import { createHash } from 'node:crypto';
import { certificateOf } from '../certificate/certificate-of.ts';
import { seenSince } from '../certificate/seen-since.ts';
import type { Outcome, Report } from '../engine/report.ts';
import { harmlessJson, renderJson } from './json.ts';

const lifetimeMs = 30 * 86_400_000;

/**
 * The in-toto statements of a report, two for each provider, one a line, for tools that sign by themselves. They are **not
 * signed**: `assay verify` refuses them, and nobody should take them for more than the report is. Throws CertificateError
 * for a part of a run.
 */
export function renderAttestation(report: Report): string {
  const reportDigest = `sha256:${createHash('sha256').update(renderJson(report)).digest('hex')}`;
  const expiryOf = (outcomes: readonly Outcome[]) =>
    new Date(Date.parse(seenSince({ run: report.run, outcomes })) + lifetimeMs).toISOString();
  return report.providers
    .flatMap(
      ({ name, outcomes }) => certificateOf(report, name, { expiresAt: expiryOf(outcomes), reportDigest }).statements,
    )
    .map((statement) => `${harmlessJson(JSON.stringify(statement))}\n`)
    .join('');
}
