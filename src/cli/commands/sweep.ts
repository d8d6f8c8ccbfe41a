import type { SweptRun } from '../../engine/sweep.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { createRealClock } from '../../testbed/real-clock.ts';
import { exitCodes } from '../exit-code.ts';
import { mustBeSweptFolder } from '../must-be-swept-folder.ts';
import type { Services } from '../services.ts';
import { isUnfinished, sweptRunLines } from '../sweep-text.ts';
import type { Terminal } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { workerUrl } from '../worker-url.ts';
import { sweepMarkedCommand } from './sweep-marked.ts';

/** The flags of `sweep` as they were typed. */
export interface SweepFlags {
  readonly out: string;
  readonly yes?: boolean;
  readonly testbed?: string;
  readonly url?: string;
  readonly account?: string;
  readonly region?: string;
  readonly olderThan: string;
}

/** `assay sweep`: tells what killed runs left behind, and with `--yes` removes it. */
export async function sweepCommand(
  provider: string | undefined,
  flags: SweepFlags,
  terminal: Terminal,
  services: Services,
): Promise<number> {
  mustBeSweptFolder(flags.out, terminal.cwd);
  if (flags.testbed !== undefined || flags.url !== undefined) {
    return sweepMarkedCommand(provider, flags, terminal, services);
  }
  // A journal knows whose it is.
  if (provider !== undefined) throw new UsageError(`${provider} is for the sweep of a testbed: add --testbed`);
  const nowMs = createRealClock().now();
  const { env } = terminal;
  const runs = await services.sweep({ outDir: flags.out, isReal: flags.yes === true, nowMs, workerUrl, env });
  const lines = runs.flatMap((run: SweptRun) => sweptRunLines(run, nowMs, flags.out));
  if (runs.some(({ outcome }) => outcome === 'left'))
    lines.push('nothing was touched; to remove it: assay sweep --yes');
  if (runs.length === 0) lines.push('no run left anything behind');
  terminal.stdout.write(`${lines.map(visibleText).join('\n')}\n`);
  return runs.some(isUnfinished) ? exitCodes.leaked : exitCodes.fine;
}
