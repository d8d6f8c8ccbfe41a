import { join, resolve } from 'node:path';
import { mergeChaosReports } from '../../chaos/shards/merge-chaos-reports.ts';
import { chaosExitCodes } from '../chaos-exit-code.ts';
import { exitCodes } from '../exit-code.ts';
import { chaosMergeReporterNames, parseReporters } from '../flags/reporter-spec.ts';
import { chaosReportName, keepChaosReport } from '../keep-chaos-report.ts';
import { mustKeepInputs } from '../must-keep-inputs.ts';
import { readChaosReportFile } from '../read-chaos-report-file.ts';
import type { Terminal } from '../terminal.ts';
import { writeChaosReports } from '../write-chaos-reports.ts';
import { targetsOf } from '../written-files.ts';
import type { MergeFlags } from './merge.ts';

/** `assay merge` of the shards of a shaking. */
export async function mergeChaosCommand(
  files: readonly string[],
  flags: MergeFlags,
  terminal: Terminal,
): Promise<number> {
  const { cwd, stderr } = terminal;
  const names = flags.reporter.length > 0 ? flags.reporter : ['terminal'];
  const reporters = parseReporters(names, chaosMergeReporterNames);
  for (const target of [join(flags.out, chaosReportName), ...targetsOf(reporters)]) mustKeepInputs(files, target, cwd);
  const reports = await Promise.all(
    files.map(async (file) => ({ file, report: await readChaosReportFile(file, cwd) })),
  );
  const report = mergeChaosReports(reports, { allowMissing: flags.allowMissing === true });
  const kept = await keepChaosReport(report, resolve(cwd, flags.out));
  const tookMs = Date.parse(report.run.finishedAt) - Date.parse(report.run.startedAt);
  const unwritten = [...kept, ...(await writeChaosReports({ report, tookMs, drawn: undefined }, reporters, terminal))];
  for (const problem of unwritten) stderr.write(`${stderr.colors.red('assay:')} ${problem}\n`);
  const code = chaosExitCodes[report.verdict];
  return unwritten.length > 0 ? Math.max(exitCodes.inconclusive, code) : code;
}
