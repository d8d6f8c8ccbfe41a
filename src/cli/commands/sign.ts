import { relative, resolve } from 'node:path';
import { certificateOf } from '../../certificate/certificate-of.ts';
import { readLimited } from '../../engine/files/read-limited.ts';
import { redactorFor } from '../../engine/redact/redactor-for.ts';
import type { Report } from '../../engine/report.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodes } from '../exit-code.ts';
import { parseLifetime } from '../flags/lifetime.ts';
import { readSigner } from '../read-key.ts';
import { readReportFile } from '../read-report-file.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { withdrawArtefacts } from '../withdraw-artefacts.ts';
import { digestOf, expiryOf, sealWith, writeCertificates } from '../write-certificates.ts';

export interface SignFlags {
  readonly key?: string;
  readonly expires: string;
  readonly out: string;
}

/** `assay sign`: the certificates of a report, one for each provider. They say what it says, failures too. */
export async function signCommand(file: string, flags: SignFlags, terminal: Terminal): Promise<number> {
  const { cwd, stdout, stderr, env } = terminal;
  if (flags.key === undefined) throw new UsageError('--key is missing: give the private key that assay keygen made');
  const signer = readSigner('--key', flags.key, terminal);
  const lifetimeMs = parseLifetime('--expires', flags.expires);
  const given = await readReportFile(file, cwd);
  mustBeSignable(file, given, lifetimeMs);

  const redactor = redactorFor(env, {});
  const report = redactor.value(given);
  const reportDigest = digestOf(readLimited(resolve(cwd, file)));
  // All of them before the first is written: a report that is at odds with itself gives none.
  for (const { name } of report.providers)
    certificateOf(report, name, { expiresAt: expiryOf(report, lifetimeMs), reportDigest });
  const folder = { outDir: resolve(cwd, flags.out), names: [] };
  const written = await writeCertificates(report, reportDigest, { seal: sealWith(signer), lifetimeMs }, folder);
  const withdrawn = await withdrawArtefacts({ reports: written.files }, redactor, cwd);
  for (const path of written.files) stdout.write(`${visibleText(relative(cwd, path))}\n`);
  for (const text of [...written.problems, ...withdrawn])
    stderr.write(`${stderr.colors.red('assay:')} ${visibleText(text)}\n`);
  return written.problems.length + withdrawn.length > 0 ? exitCodes.inconclusive : exitCodes.fine;
}

function mustBeSignable(file: string, report: Report, lifetimeMs: number): void {
  const { run, providers } = report;
  if (run.shard !== undefined)
    throw new UsageError(`${file} is shard ${run.shard}, a part of a run: join all with assay merge, and sign that`);
  if (providers.length === 0) throw new UsageError(`${file} says nothing about any provider: there is nothing to sign`);
  const expiresAt = expiryOf(report, lifetimeMs);
  if (Date.parse(expiresAt) > Date.now()) return;
  throw new UsageError(
    `${file} is of a run that ended ${run.finishedAt}, so its certificate would have expired ${expiresAt}: certify again`,
  );
}
