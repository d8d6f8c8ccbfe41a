import { relative, resolve } from 'node:path';
import { certificateOf } from '../../certificate/certificate-of.ts';
import { expiryOf } from '../../certificate/expiry-of.ts';
import { readLimited } from '../../engine/files/read-limited.ts';
import { redactorFor } from '../../engine/redact/redactor-for.ts';
import type { Report } from '../../engine/report.ts';
import { digestOf } from '../../engine/sha256.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import { exitCodes } from '../exit-code.ts';
import { parseLifetime } from '../flags/lifetime.ts';
import type { SigstorePlaces } from '../keyless.ts';
import { mustBeOutFolder } from '../out-folder.ts';
import { readSigner } from '../read-key.ts';
import { readReportFile } from '../read-report-file.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { withdrawArtefacts } from '../withdraw-artefacts.ts';
import { type Seal, sealWith, writeCertificates } from '../write-certificates.ts';

export interface SignFlags {
  readonly key?: string;
  readonly keyless?: boolean;
  readonly yes?: boolean;
  readonly expires: string;
  readonly out: string;
}

/** `assay sign`: the certificates of a report, one for each provider. They say what it says, failures too. */
export async function signCommand(
  file: string,
  flags: SignFlags,
  terminal: Terminal,
  sigstore: SigstorePlaces = {},
): Promise<number> {
  const { cwd, stdout, stderr, env } = terminal;
  const seal = await sealOf(flags, terminal, sigstore);
  const lifetimeMs = parseLifetime('--expires', flags.expires);
  mustBeOutFolder(flags.out, cwd);
  const given = await readReportFile(file, cwd);
  mustBeSignable(file, given, lifetimeMs);

  const redactor = redactorFor(env, {});
  const report = redactor.value(given);
  const reportDigest = digestOf(readLimited(resolve(cwd, file)));
  // All of them before the first is written: a report that is at odds with itself gives none.
  for (const provider of report.providers)
    certificateOf(report, provider.name, { expiresAt: expiryOf(report, provider, lifetimeMs), reportDigest });
  const folder = { outDir: resolve(cwd, flags.out), names: [] };
  const written = await writeCertificates(report, reportDigest, { seal, lifetimeMs }, folder);
  const withdrawn = await withdrawArtefacts({ reports: written.files }, redactor, cwd);
  for (const path of written.files) stdout.write(`${visibleText(relative(cwd, path))}\n`);
  for (const text of [...written.problems, ...withdrawn])
    stderr.write(`${stderr.colors.red('assay:')} ${visibleText(text)}\n`);
  return written.problems.length + withdrawn.length > 0 ? exitCodes.inconclusive : exitCodes.fine;
}

async function sealOf(flags: SignFlags, terminal: Terminal, sigstore: SigstorePlaces): Promise<Seal> {
  const { key, keyless, yes } = flags;
  if (key !== undefined && keyless) throw new UsageError('--key and --keyless are two ways to sign: leave one out');
  if (key !== undefined) return sealWith(readSigner('--key', key, terminal));
  if (!keyless) throw new UsageError('--key is missing: give the private key that assay keygen made');
  const what = 'signing without a key writes your identity and a digest into a public log, for ever';
  if (!yes && !terminal.env.CI) throw new UsageError(`${what}: say --yes if you mean it`);
  terminal.stderr.write(`assay: ${what}\n`);
  return (await import('../keyless.ts')).sealKeyless(sigstore);
}

function mustBeSignable(file: string, report: Report, lifetimeMs: number): void {
  const { run, providers } = report;
  if (run.shard !== undefined)
    throw new UsageError(`${file} is shard ${run.shard}, a part of a run: join all with assay merge, and sign that`);
  if (providers.length === 0) throw new UsageError(`${file} says nothing about any provider: there is nothing to sign`);
  const expired = providers.find(
    (provider) => Date.parse(expiryOf(report, provider, lifetimeMs)) <= createRealClock().now(),
  );
  if (!expired) return;
  throw new UsageError(
    `${file}: what it says of ${expired.name} is so old that its certificate would have expired ${expiryOf(report, expired, lifetimeMs)}: certify again`,
  );
}
