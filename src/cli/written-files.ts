import { join } from 'node:path';
import type { Report } from '../engine/report.ts';
import type { ReporterSpec } from './flags/reporter-spec.ts';

/** Files and folders that reporters were given. */
export function targetsOf(reporters: readonly ReporterSpec[]): readonly string[] {
  return reporters.flatMap(({ target }) => (typeof target === 'string' ? [] : [target.file]));
}

/** Every file that the reporters write of this report. */
export async function writtenFiles(report: Report, reporters: readonly ReporterSpec[]): Promise<readonly string[]> {
  const badges = targetsOf(reporters.filter(({ name }) => name === 'badge'));
  const others = targetsOf(reporters.filter(({ name }) => name !== 'badge'));
  if (badges.length === 0) return others;
  const { renderBadgeFiles } = await import('../reporters/badge-files.ts');
  const names = [...renderBadgeFiles(report).keys()];
  return [...others, ...badges.flatMap((folder) => names.map((name) => join(folder, name)))];
}
