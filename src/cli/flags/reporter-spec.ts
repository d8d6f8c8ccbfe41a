import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';

export const reporterNames = ['terminal', 'json', 'junit'] as const;
export type ReporterName = (typeof reporterNames)[number];

export const chaosReporterNames = ['terminal', 'json', 'html', 'svg'] as const;
export type ChaosReporterName = (typeof chaosReporterNames)[number];

/** Which reporter, and where its output goes: a file, or one of the standard streams. */
export interface ReporterSpec<N extends string = ReporterName> {
  readonly name: N;
  readonly target: { readonly file: string } | 'stdout' | 'stderr';
}

/** Reads `--reporter name[:file]`. What machines read has stdout to itself; text for people then goes to stderr. */
export function parseReporters<N extends string>(
  values: readonly string[],
  known: readonly N[],
): readonly ReporterSpec<N>[] {
  const parsed = values.map((value) => parseReporter(value, known));
  const machines = parsed.filter(({ name, file }) => name !== 'terminal' && file === undefined);
  if (machines.length > 1) {
    const names = machines.map(({ name }) => name).join(' and ');
    throw new UsageError(
      `--reporter ${names} cannot share stdout: give one of them a file, such as ${example(machines[1]?.name)}`,
    );
  }
  return parsed.map(({ name, file }) => {
    if (file !== undefined) return { name, target: { file } };
    return { name, target: name === 'terminal' && machines.length > 0 ? 'stderr' : 'stdout' };
  });
}

function example(name = ''): string {
  return `${name}:assay.${name === 'junit' ? 'xml' : name}`;
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
  if (file === '')
    throw new UsageError(`--reporter ${JSON.stringify(value)} names no file: write ${name} or ${name}:file`);
  return { name, file };
}
