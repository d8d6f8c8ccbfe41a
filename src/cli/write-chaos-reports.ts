import { resolve } from 'node:path';
import type { ChaosReport } from '../chaos/chaos-report.ts';
import { writeWholeFile } from '../engine/files/whole-file.ts';
import type { PageOptions } from '../reporters/chaos-html.ts';
import type { ChaosReporterName, ReporterSpec } from './flags/reporter-spec.ts';
import { columnsOf, type OutputStream, type Terminal } from './terminal.ts';

export interface ChaosResult {
  readonly report: ChaosReport;
  readonly tookMs: number;
  /** The run that is drawn, where one was made. */
  readonly drawn: PageOptions | undefined;
}

/** Renders the report for each reporter and puts it where it belongs. Gives one message per file that failed. */
export async function writeChaosReports(
  result: ChaosResult,
  reporters: readonly ReporterSpec<ChaosReporterName>[],
  terminal: Terminal,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, target } of reporters) {
    const stream = typeof target === 'string' ? terminal[target] : undefined;
    const text = await render(name, result, stream);
    if (text === undefined) problems.push(`there is no ${name}: ${whyNotDrawn(result.report)}`);
    else if (typeof target === 'string') terminal[target].write(text);
    else {
      await writeWholeFile(resolve(terminal.cwd, target.file), text).catch((error: Error) => {
        problems.push(`the ${name} report could not be written to ${target.file}: ${error.message}`);
      });
    }
  }
  return problems;
}

function whyNotDrawn({ run, host, failures }: ChaosReport): string {
  const isOver = host.fidelity !== 'simulated' && run.made > 0 && failures.length === 0;
  return isOver ? 'nothing failed, and in real time no run is made again' : 'no run was made that could be drawn';
}

async function render(
  name: ChaosReporterName,
  { report, tookMs, drawn }: ChaosResult,
  stream: OutputStream | undefined,
): Promise<string | undefined> {
  switch (name) {
    case 'json':
      return (await import('../reporters/json.ts')).renderJson(report);
    case 'html':
      return drawn && (await import('../reporters/chaos-html.ts')).renderChaosHtml(report, drawn);
    case 'svg':
      return drawn && (await import('../reporters/chaos-svg.ts')).renderChaosSvg(drawn);
    case 'terminal': {
      const colors = stream?.colors ?? (await import('picocolors')).default.createColors(false);
      const columns = columnsOf(stream);
      return (await import('../reporters/chaos-terminal.ts')).renderChaosTerminal(report, { colors, columns }, tookMs);
    }
  }
}
