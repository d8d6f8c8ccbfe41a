import { relative, resolve } from 'node:path';
import type { ReportDiff } from '../../diff/diff-schema.ts';
import { redactorFor } from '../../engine/redact/redactor-for.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodes } from '../exit-code.ts';
import { parsePercent } from '../flags/percent.ts';
import { diffReporterNames, parseReporters } from '../flags/reporter-spec.ts';
import { readComparable } from '../read-comparable.ts';
import { readTrustedKeys } from '../read-key.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { withdrawArtefacts } from '../withdraw-artefacts.ts';
import { writeDiff } from '../write-diff.ts';

/** The flags of `diff` as they were typed. */
export interface DiffFlags {
  readonly reporter: readonly string[];
  readonly threshold: string;
  readonly key: readonly string[];
}

/** `assay diff`: what changed from one report or certificate to another. Ends in 1 where something got worse. */
export async function diffCommand(
  beforeFile: string,
  afterFile: string,
  flags: DiffFlags,
  terminal: Terminal,
): Promise<number> {
  const { cwd, stderr } = terminal;
  const thresholdPercent = parsePercent('--threshold', flags.threshold);
  const reporters = parseReporters(flags.reporter.length > 0 ? flags.reporter : ['terminal'], diffReporterNames);
  const targets = reporters.flatMap(({ target }) => (typeof target === 'string' ? [] : [target.file]));
  for (const target of targets) mustKeepInputs([beforeFile, afterFile], target, cwd);
  const options = { cwd, keys: readTrustedKeys(flags.key, cwd), at: new Date().toISOString() };
  const before = await readComparable(beforeFile, options);
  const after = await readComparable(afterFile, options);

  const { diffReports } = await import('../../diff/diff-reports.ts');
  const redactor = redactorFor(terminal.env, {});
  const diff: ReportDiff = redactor.value(diffReports(before, after, { thresholdPercent }));
  const unwritten = await writeDiff(diff, reporters, terminal);
  const withdrawn = await withdrawArtefacts({ reports: targets }, redactor, cwd);
  for (const text of [...unwritten, ...withdrawn]) {
    stderr.write(`${stderr.colors.red('assay:')} ${visibleText(text)}\n`);
  }
  if (withdrawn.length > 0) return exitCodes.inconclusive;
  if (diff.isWorse) return exitCodes.failed;
  return unwritten.length > 0 ? exitCodes.inconclusive : exitCodes.fine;
}

function mustKeepInputs(files: readonly string[], output: string, cwd: string): void {
  if (!files.some((file) => resolve(cwd, file) === resolve(cwd, output))) return;
  const name = relative(cwd, resolve(cwd, output));
  throw new UsageError(`the diff would overwrite ${name}: choose another file for --reporter`);
}
