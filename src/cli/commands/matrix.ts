import { join, resolve } from 'node:path';
import { assayVersion } from '../../engine/assay-version.ts';
import { redactorFor } from '../../engine/redact/redactor-for.ts';
import { countRuns } from '../../matrix/count-runs.ts';
import type { Lifetime } from '../../matrix/matrix.ts';
import type { ReadMatrix } from '../../matrix/read-matrix.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodes } from '../exit-code.ts';
import { parseLifetime } from '../flags/lifetime.ts';
import { parseTime } from '../flags/verify-flags.ts';
import type { SigstorePlaces } from '../keyless.ts';
import type { Services } from '../services.ts';
import { signedByFlags } from '../signed-by.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { vouchForBundles } from '../vouch-for-bundles.ts';
import { mustBeSite, writeSite } from '../write-site.ts';

/** The flags of `matrix` as they were typed. */
export interface MatrixFlags {
  readonly out: string;
  readonly key: readonly string[];
  readonly identity?: string;
  readonly issuer?: string;
  readonly title: string;
  readonly staleAfter: string;
  readonly expireAfter: string;
  readonly at?: string;
}

/** `assay matrix`: many reports and certificates as a site. */
export async function matrixCommand(
  paths: readonly string[],
  flags: MatrixFlags,
  terminal: Terminal,
  services: Services,
  sigstore: SigstorePlaces = {},
): Promise<number> {
  const { cwd, env } = terminal;
  const out = resolve(cwd, flags.out);
  const lifetime = lifetimeOf(flags);
  const at = flags.at === undefined ? new Date().toISOString() : parseTime(flags.at);
  const signedBy = signedByFlags(flags, cwd, sigstore);
  await mustBeSite(out, flags.out);

  const { readMatrix } = await import('../../matrix/read-matrix.ts');
  const catalogue = await services.contractCatalogue();
  const bundles = await vouchForBundles(paths, { cwd, leftOut: out }, signedBy, at);
  const read = readMatrix(paths, {
    ...{ cwd, leftOut: out, trust: { keys: signedBy.keys, at, ...(bundles && { bundles }) }, lifetime },
    ...{ title: flags.title, assayVersion: assayVersion(), catalogue },
  });
  const redactor = redactorFor(env, {});
  const matrix = redactor.value(read.matrix);
  tell({ ...read, matrix }, terminal);
  if (matrix.providers.length === 0 && matrix.chaos.length === 0) {
    throw new UsageError('there is nothing to show: give reports, certificates or folders of them');
  }
  const { renderSite } = await import('../../matrix/site/render-site.ts');
  const timelines = [...read.timelines].map(([path, page]) => [path, redactor.text(page)] as const);
  const unwritten = await writeSite(out, flags.out, new Map([...renderSite(matrix), ...timelines])).catch(whyUnwritten);
  if (unwritten !== undefined) {
    terminal.stderr.write(`assay: ${visibleText(`the site could not be written to ${flags.out}: ${unwritten}`)}\n`);
    return exitCodes.inconclusive;
  }
  terminal.stderr.write(`${visibleText(`${summaryOf(read)}: ${join(flags.out, 'index.html')}`)}\n`);
  return matrix.refused.length > 0 ? exitCodes.inconclusive : exitCodes.fine;
}

/** What a system says of it; anything else is a fault of ours, or already told. */
function whyUnwritten(thrown: unknown): string {
  if (thrown instanceof Error && 'syscall' in thrown) return thrown.message;
  throw thrown;
}

function lifetimeOf({ staleAfter, expireAfter }: MatrixFlags): Lifetime {
  const daysOf = (flag: string, value: string) => parseLifetime(flag, value) / 86_400_000;
  const lifetime = {
    staleAfterDays: daysOf('--stale-after', staleAfter),
    expiresAfterDays: daysOf('--expire-after', expireAfter),
  };
  if (lifetime.staleAfterDays <= lifetime.expiresAfterDays) return lifetime;
  throw new UsageError(
    `--stale-after ${staleAfter} is longer than --expire-after ${expireAfter}: what expires has faded before`,
  );
}

/** What the site is not made of. */
function tell({ matrix, repeated }: ReadMatrix, { stderr }: Terminal): void {
  for (const { file, why } of matrix.refused) {
    stderr.write(`${stderr.colors.yellow('refused:')} ${visibleText(`${file} ${why}`)}\n`);
  }
  if (repeated.length === 0) return;
  const more = repeated.length > shownMax ? ` and ${repeated.length - shownMax} more` : '';
  stderr.write(
    `${visibleText(`counted once, as others say the same: ${repeated.slice(0, shownMax).join(', ')}${more}`)}\n`,
  );
}

const shownMax = 3;

function summaryOf({ matrix: { providers, contracts, chaos } }: ReadMatrix): string {
  const shaken = chaos.length === 0 ? '' : `, and ${counted(chaos.length, 'report')} of chaos`;
  return `${counted(providers.length, 'provider')} beside ${counted(contracts.length, 'contract')}, from ${counted(countRuns(providers), 'run')}${shaken}`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
