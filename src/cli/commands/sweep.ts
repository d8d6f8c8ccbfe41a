import type { SweptRun } from '../../engine/sweep.ts';
import { visibleText } from '../../reporters/visible-text.ts';
import { exitCodes } from '../exit-code.ts';
import type { Services } from '../services.ts';
import type { Terminal } from '../terminal.ts';
import { workerUrl } from '../worker-url.ts';

/** The flags of `sweep` as they were typed. */
export interface SweepFlags {
  readonly out: string;
  readonly yes?: boolean;
}

/** `assay sweep`: tells what killed runs left behind, and with `--yes` removes it. */
export async function sweepCommand(flags: SweepFlags, terminal: Terminal, services: Services): Promise<number> {
  const nowMs = Date.now();
  const runs = await services.sweep({
    outDir: flags.out,
    isReal: flags.yes === true,
    nowMs,
    workerUrl,
    env: terminal.env,
  });
  const lines = runs.flatMap((run) => linesOf(run, nowMs));
  const isLeft = runs.some(({ outcome }) => outcome === 'left');
  if (isLeft) lines.push('nothing was touched; to remove it: assay sweep --yes');
  if (runs.length === 0) lines.push('no run left anything behind');
  terminal.stdout.write(`${lines.map(visibleText).join('\n')}\n`);
  return runs.some(({ outcome }) => unfinished.includes(outcome)) ? exitCodes.leaked : exitCodes.fine;
}

const unfinished: readonly SweptRun['outcome'][] = ['left', 'stuck', 'unreadable'];

function linesOf(run: SweptRun, nowMs: number): readonly string[] {
  if (run.outcome === 'unreadable') {
    const where = run.movedTo === undefined ? run.file : `${run.file}, now ${run.movedTo},`;
    return [`${where} cannot be read: ${run.problem}; look for what its run made by hand`];
  }
  const { caretaker, left, unanswered } = run.state;
  const head = `run ${caretaker.runId}, ${subjectOf(run)} on ${caretaker.testbed}: ${headlineOf(run)}`;
  if (run.outcome === 'under-way' || run.outcome === 'swept') return [head];
  const age = (at: string) => `${Math.max(0, Math.round((nowMs - Date.parse(at)) / 60_000))} min old`;
  const keyed = (key: string | null) => (key === null ? '' : `, key ${key}`);
  return [
    head,
    ...left.map(({ kind, id, region, at }) => `  ${kind} ${id}${region === null ? '' : ` in ${region}`}, ${age(at)}`),
    ...unanswered.map(({ kind, key, at }) => `  ${kind} that was asked for and not answered${keyed(key)}, ${age(at)}`),
  ];
}

type ReadableRun = Exclude<SweptRun, { readonly outcome: 'unreadable' }>;

function subjectOf({ state }: ReadableRun): string {
  const { subject } = state.caretaker;
  return subject.kind === 'registered' ? subject.name : subject.path;
}

function headlineOf(run: ReadableRun): string {
  switch (run.outcome) {
    case 'under-way':
      return 'under way, left alone';
    case 'swept':
      return 'swept, nothing is left';
    case 'stuck':
      return `not all of it could be removed: ${run.problem}`;
    case 'left':
      return 'it was killed, and may have left something behind';
  }
}
