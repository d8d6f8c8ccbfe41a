import { didYouMean } from '../nearest.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';

export const reporterNames = [
  'terminal',
  'json',
  'junit',
  'markdown',
  'html',
  'github',
  'badge',
  'attestation',
] as const;
export type ReporterName = (typeof reporterNames)[number];

export const chaosReporterNames = ['terminal', 'json', 'html', 'svg'] as const;
export type ChaosReporterName = (typeof chaosReporterNames)[number];

/** Pictures show one run, and the parts of a whole hold none. */
export const chaosMergeReporterNames = ['terminal', 'json'] as const;

export const diffReporterNames = ['terminal', 'json', 'markdown'] as const;
export type DiffReporterName = (typeof diffReporterNames)[number];

/** What a run writes where nobody says: on GitHub Actions, as other runners of tests do there, annotations too. */
export function usualReporters(env: Terminal['env']): readonly ReporterName[] {
  return env.GITHUB_ACTIONS === 'true' ? ['terminal', 'github'] : ['terminal'];
}

/** Which reporter, and where its output goes: a file, or one of the standard streams. */
export interface ReporterSpec<N extends string = ReporterName> {
  readonly name: N;
  readonly target: { readonly file: string } | 'stdout' | 'stderr';
}

/** What lines of a log hold: a CI reads its commands from both streams. */
const ofLogs: readonly string[] = ['terminal', 'github'];

/** Reads `--reporter name[:file]`. What machines read has stdout to itself; what is for logs then goes to stderr. */
export function parseReporters<N extends string>(
  values: readonly string[],
  known: readonly N[],
): readonly ReporterSpec<N>[] {
  const parsed = values.map((value) => parseReporter(value, known));
  const machines = parsed.filter(({ name, file }) => !ofLogs.includes(name) && file === undefined);
  if (machines.length > 1) {
    const names = machines.map(({ name }) => name).join(' and ');
    throw new UsageError(
      `--reporter ${names} cannot share stdout: give one of them a file, such as ${example(machines[1]?.name)}`,
    );
  }
  return parsed.map(({ name, file }) => {
    if (file !== undefined) return { name, target: { file } };
    return { name, target: ofLogs.includes(name) && machines.length > 0 ? 'stderr' : 'stdout' };
  });
}

const endings: Readonly<Record<string, string>> = { junit: 'xml', markdown: 'md', attestation: 'jsonl' };

function example(name = ''): string {
  return `${name}:assay.${endings[name] ?? name}`;
}

function parseReporter<N extends string>(
  value: string,
  known: readonly N[],
): { readonly name: N; readonly file: string | undefined } {
  const [, given = '', file] = /^([^:]*)(?::(.*))?$/s.exec(value) ?? [];
  const name = known.find((each) => each === given);
  if (!name) {
    const hint = didYouMean(given, known);
    throw new UsageError(
      `--reporter ${JSON.stringify(value)} is unknown${hint}: choose one of ${known.join(', ')}, as name or name:file`,
    );
  }
  if (name === 'badge') mustBeFolder(value, file);
  if (file === '')
    throw new UsageError(`--reporter ${JSON.stringify(value)} names no file: write ${name} or ${name}:file`);
  return { name, file };
}

/** A picture and a JSON file for each provider are not one file. */
function mustBeFolder(value: string, file: string | undefined): void {
  if (file !== undefined && file !== '' && !/\.(svg|json)$/i.test(file)) return;
  throw new UsageError(
    `--reporter ${JSON.stringify(value)}: badge writes a picture and a JSON file for each provider: give it a folder, such as badge:badges`,
  );
}
