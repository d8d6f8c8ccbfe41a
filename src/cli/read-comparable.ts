import { resolve } from 'node:path';
import type { TrustedKey } from '../certificate/certificate-check.ts';
import { LimitError, readLimited } from '../engine/files/read-limited.ts';
import { whyUnreadable } from '../engine/files/why-unreadable.ts';
import type { NamedReport } from '../engine/named-report.ts';
import type { Report } from '../engine/report.ts';
import { readReportFile } from './read-report-file.ts';
import { UsageError } from './usage-error.ts';

export interface ReadOptions {
  readonly cwd: string;
  /** Whom to believe what a certificate says. */
  readonly keys: readonly TrustedKey[];
  /** ISO time. */
  readonly at: string;
}

/** Reads a report of a whole run, or a certificate that somebody trusted has signed. Throws UsageError. */
export async function readComparable(file: string, options: ReadOptions): Promise<NamedReport> {
  if (file.endsWith('.jsonl')) return { file, report: await readCertificate(file, options) };
  const report = await readReportFile(file, options.cwd);
  if (report.run.shard === undefined) return { file, report };
  // What a shard leaves to the others would look like something that is lost.
  throw new UsageError(`${file} is shard ${report.run.shard} of a run: merge the shards first, with assay merge`);
}

async function readCertificate(file: string, { cwd, keys, at }: ReadOptions): Promise<Report> {
  if (keys.length === 0)
    throw new UsageError(`${file} is a certificate: say with --key whose, such as --key assay-key.pub`);
  const { checkCertificate } = await import('../certificate/check-certificate.ts');
  const { certificateBytesMax } = await import('../certificate/read-envelopes.ts');
  const { reportOfCertification } = await import('../diff/report-of-certification.ts');
  const check = checkCertificate(readText(file, cwd, certificateBytesMax), { keys, at });
  // What has expired was true once, which is what it is compared for.
  const problem = check.isValid ? undefined : check.problems.find(({ code }) => code !== 'expired');
  const report = check.certification && reportOfCertification(check.certification);
  if (problem || !report) throw new UsageError(`${file} is refused: ${problem?.text ?? 'it says of no testbed'}`);
  return report;
}

function readText(file: string, cwd: string, bytesMax: number): string {
  try {
    return readLimited(resolve(cwd, file), bytesMax);
  } catch (thrown) {
    if (thrown instanceof LimitError) throw new UsageError(`${file} ${thrown.message}: give a certificate`);
    throw new UsageError(`${file} ${whyUnreadable(thrown)}: give a report or a certificate`);
  }
}
