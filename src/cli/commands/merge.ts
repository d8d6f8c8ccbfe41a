import { join, resolve } from 'node:path';
import { redactorFor } from '../../engine/redact/redactor-for.ts';
import { waiverProblems } from '../../engine/waiver-problems.ts';
import { isObject } from '../../provider/is-object.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodeOf } from '../exit-code.ts';
import { parseReporters, reporterNames, usualReporters } from '../flags/reporter-spec.ts';
import { keepLatest, reportName } from '../keep-report.ts';
import { mustKeepInputs } from '../must-keep-inputs.ts';
import { mustBeOutFolder } from '../out-folder.ts';
import { readJsonFile } from '../read-data-file.ts';
import { readReportFile } from '../read-report-file.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { withdrawArtefacts } from '../withdraw-artefacts.ts';
import { writeReports } from '../write-reports.ts';
import { targetsOf, writtenFiles } from '../written-files.ts';

/** The flags of `merge` as they were typed. */
export interface MergeFlags {
  readonly reporter: readonly string[];
  readonly out: string;
  readonly allowMissing?: boolean;
}

/** `assay merge`: one report of several, told and judged as that of a run. */
export async function mergeCommand(
  files: readonly string[],
  flags: MergeFlags,
  terminal: Terminal,
  services: Services,
): Promise<number> {
  const { cwd, stderr } = terminal;
  const tell = (text: string) => stderr.write(`${stderr.colors.red('assay:')} ${visibleText(text)}\n`);
  const reporters = parseReporters(
    flags.reporter.length > 0 ? flags.reporter : usualReporters(terminal.env),
    reporterNames,
  );
  mustBeOutFolder(flags.out, cwd);
  if (await areOfChaos(files, cwd)) return (await import('./merge-chaos.ts')).mergeChaosCommand(files, flags, terminal);
  const latest = join(flags.out, reportName);
  for (const target of [latest, ...targetsOf(reporters)]) mustKeepInputs(files, target, cwd);

  const reports = await Promise.all(files.map(async (file) => ({ file, report: await readReportFile(file, cwd) })));
  const { mergeReports, repeatedRuns } = await import('../../engine/merge-reports.ts');
  const redactor = redactorFor(terminal.env, {});
  const report = redactor.value(mergeReports(reports, { allowMissing: flags.allowMissing === true }));

  const written = [latest, ...(await writtenFiles(report, reporters))];
  for (const target of written) mustKeepInputs(files, target, cwd);
  for (const text of [...repeatedRuns(reports), ...waiverProblems(report)]) tell(text);
  const kept = await keepLatest(report, resolve(cwd, flags.out));
  const unwritten = [...kept, ...(await writeReports(report, reporters, terminal, services))];
  for (const text of unwritten) tell(text);
  const withdrawn = await withdrawArtefacts({ reports: written }, redactor, cwd);
  for (const text of withdrawn) tell(text);
  return exitCodeOf(
    { report, problems: [] },
    { outputFailed: unwritten.length > 0, secretFound: withdrawn.length > 0 },
  );
}

/** Told by what they hold: both kinds of report are joined by the same command. */
async function areOfChaos(files: readonly string[], cwd: string): Promise<boolean> {
  const contents = await Promise.all(
    files.map((file) => readJsonFile(file, cwd, 'give a report that assay certify or assay chaos has written')),
  );
  const isOfChaos = contents.map((content) => isObject(content) && 'controlPlane' in content);
  const [first = false] = isOfChaos;
  const other = isOfChaos.findIndex((each) => each !== first);
  if (other < 0) return first;
  throw new UsageError(
    `${files[0]} and ${files[other]} cannot be merged: one is of a provider, the other of a control plane`,
  );
}
