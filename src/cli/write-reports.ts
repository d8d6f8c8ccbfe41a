import { resolve } from 'node:path';
import { writeWholeFile } from '../engine/files/whole-file.ts';
import type { Report } from '../engine/report.ts';
import type { TerminalStyle } from '../reporters/terminal-style.ts';
import type { ReporterName, ReporterSpec } from './flags/reporter-spec.ts';
import type { Services } from './services.ts';
import type { OutputStream, Terminal } from './terminal.ts';

/** Renders the report for each reporter and puts it where it belongs. Gives one message per file that failed. */
export async function writeReports(
  report: Report,
  reporters: readonly ReporterSpec[],
  terminal: Terminal,
  services: Services,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, target } of reporters) {
    if (typeof target === 'string') {
      terminal[target].write(await render(name, report, terminal[target], services));
      continue;
    }
    const text = await render(name, report, undefined, services);
    await writeWholeFile(resolve(terminal.cwd, target.file), text).catch((error: Error) => {
      problems.push(`the ${name} report could not be written to ${target.file}: ${error.message}`);
    });
  }
  return problems;
}

async function render(
  name: ReporterName,
  report: Report,
  stream: OutputStream | undefined,
  services: Services,
): Promise<string> {
  switch (name) {
    case 'json':
      return (await import('../reporters/json.ts')).renderJson(report);
    case 'junit':
      return (await import('../reporters/junit.ts')).renderJunit(report);
    case 'terminal': {
      const { renderTerminal } = await import('../reporters/terminal.ts');
      return renderTerminal(report, await styleOf(report, stream, services));
    }
  }
}

/** Only a failure needs the words of its contract, and only then the catalogue is loaded. */
async function styleOf(report: Report, stream: OutputStream | undefined, services: Services): Promise<TerminalStyle> {
  const colors = stream?.colors ?? (await import('picocolors')).default.createColors(false);
  const outcomes = report.providers.flatMap((provider) => provider.outcomes);
  if (!outcomes.some(({ outcome }) => outcome === 'fail' || outcome === 'flaky' || outcome === 'inconclusive')) {
    return { colors, describe: () => undefined };
  }
  const contracts = new Map((await services.contractCatalogue()).map((contract) => [contract.id, contract]));
  return { colors, describe: (id) => contracts.get(id) };
}
