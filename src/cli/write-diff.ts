import { resolve } from 'node:path';
import type { ReportDiff } from '../diff/diff-schema.ts';
import { writeWholeFile } from '../engine/files/whole-file.ts';
import type { DiffReporterName, ReporterSpec } from './flags/reporter-spec.ts';
import type { OutputStream, Terminal } from './terminal.ts';

/** Renders a diff for each reporter and puts it where it belongs. Gives one message per file that failed. */
export async function writeDiff(
  diff: ReportDiff,
  reporters: readonly ReporterSpec<DiffReporterName>[],
  terminal: Terminal,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, target } of reporters) {
    if (typeof target === 'string') {
      terminal[target].write(await render(name, diff, terminal[target]));
      continue;
    }
    await writeWholeFile(resolve(terminal.cwd, target.file), await render(name, diff)).catch((error: Error) => {
      problems.push(`the ${name} diff could not be written to ${target.file}: ${error.message}`);
    });
  }
  return problems;
}

async function render(name: DiffReporterName, diff: ReportDiff, stream?: OutputStream): Promise<string> {
  switch (name) {
    case 'json':
      return (await import('../reporters/json.ts')).renderJson(diff);
    case 'markdown':
      return (await import('../reporters/diff-markdown.ts')).renderDiffMarkdown(diff);
    case 'terminal': {
      const colors = stream?.colors ?? (await import('picocolors')).default.createColors(false);
      return (await import('../reporters/diff-terminal.ts')).renderDiffTerminal(diff, colors);
    }
  }
}
