import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';

export const reporterNames = ['terminal', 'json', 'junit'] as const;
export type ReporterName = (typeof reporterNames)[number];

/** Which reporter, and where its output goes: a file, or one of the standard streams. */
export interface ReporterSpec {
  readonly name: ReporterName;
  readonly target: { readonly file: string } | 'stdout' | 'stderr';
}

/** Reads `--reporter name[:file]`. What machines read has stdout to itself; text for people then goes to stderr. */
export function parseReporters(values: readonly string[]): readonly ReporterSpec[] {
  const parsed = values.map(parseReporter);
  const machines = parsed.filter(({ name, file }) => name !== 'terminal' && file === undefined);
  if (machines.length > 1) {
    const names = machines.map(({ name }) => name).join(' and ');
    throw new UsageError(`--reporter ${names} cannot share stdout: give one of them a file, such as junit:junit.xml`);
  }
  return parsed.map(({ name, file }) => {
    if (file !== undefined) return { name, target: { file } };
    return { name, target: name === 'terminal' && machines.length > 0 ? 'stderr' : 'stdout' };
  });
}

function parseReporter(value: string): { readonly name: ReporterName; readonly file: string | undefined } {
  const [, given = '', file] = /^([^:]*)(?::(.*))?$/s.exec(value) ?? [];
  const name = reporterNames.find((known) => known === given);
  if (!name) {
    const hint = didYouMean(given, reporterNames);
    throw new UsageError(
      `--reporter ${JSON.stringify(value)} is unknown${hint}: choose one of ${reporterNames.join(', ')}, as name or name:file`,
    );
  }
  if (file === '')
    throw new UsageError(`--reporter ${JSON.stringify(value)} names no file: write ${name} or ${name}:file`);
  return { name, file };
}
