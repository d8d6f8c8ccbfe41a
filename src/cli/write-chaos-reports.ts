import { resolve } from 'node:path';
import type { ChaosReport } from '../chaos/chaos-report.ts';
import { writeWholeFile } from '../engine/files/whole-file.ts';
import type { ReporterName, ReporterSpec } from './flags/reporter-spec.ts';
import type { OutputStream, Terminal } from './terminal.ts';

/** Renders the report for each reporter and puts it where it belongs. Gives one message per file that failed. */
export async function writeChaosReports(
  report: ChaosReport,
  reporters: readonly ReporterSpec[],
  terminal: Terminal,
  tookMs: number,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, target } of reporters) {
    if (typeof target === 'string') {
      terminal[target].write(await render(name, report, terminal[target], tookMs));
      continue;
    }
    await writeWholeFile(resolve(terminal.cwd, target.file), await render(name, report, undefined, tookMs)).catch(
      (error: Error) => problems.push(`the ${name} report could not be written to ${target.file}: ${error.message}`),
    );
  }
  return problems;
}

async function render(
  name: ReporterName,
  report: ChaosReport,
  stream: OutputStream | undefined,
  tookMs: number,
): Promise<string> {
  if (name === 'json') return (await import('../reporters/json.ts')).renderJson(report);
  const colors = stream?.colors ?? (await import('picocolors')).default.createColors(false);
  return (await import('../reporters/chaos-terminal.ts')).renderChaosTerminal(report, colors, tookMs);
}
