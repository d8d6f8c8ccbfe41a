import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isCaring } from './journal/caretaker.ts';
import { journalFolder } from './journal/journal-path.ts';
import { type JournalState, readJournal } from './journal/read-journal.ts';
import { openWorker } from './open-worker.ts';
import { runLimits } from './run-limits.ts';
import { startWorker } from './worker-process.ts';

export interface SweepOptions {
  readonly outDir: string;
  /** False: nothing is touched, what would be is told. */
  readonly isReal: boolean;
  readonly nowMs: number;
  readonly workerUrl: URL;
}

/** What is to be said of one journal. */
export type SweptRun = { readonly file: string } & (
  | { readonly outcome: 'unreadable'; readonly problem: string; readonly movedTo?: string }
  /** Its process still takes care of it. */
  | { readonly outcome: 'under-way'; readonly state: JournalState }
  | { readonly outcome: 'left' | 'swept'; readonly state: JournalState }
  /** It was tried, and something would not go, or it could not be tried. */
  | { readonly outcome: 'stuck'; readonly state: JournalState; readonly problem: string }
);

const limits = { stallMs: 60_000, deadlineMs: 10 * 60_000 };

/** Looks after what runs left that were killed. Touches nothing but what a journal in this folder tells of. */
export async function sweep(options: SweepOptions): Promise<readonly SweptRun[]> {
  const runs: SweptRun[] = [];
  for (const file of journalsIn(journalFolder(options.outDir))) {
    const run = await sweepFile(file, options);
    if (run) runs.push(run);
  }
  return runs;
}

function journalsIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    return names.toSorted().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

async function sweepFile(file: string, options: SweepOptions): Promise<SweptRun | undefined> {
  const read = readJournal(readFileSync(file, 'utf8'));
  if (read.ok === 'empty') {
    if (options.isReal) rmSync(file, { force: true });
    return undefined;
  }
  if (!read.ok) return quarantine(file, read.problem, options);
  const { state } = read;
  if (isCaring(state.caretaker, options.nowMs)) return { file, outcome: 'under-way', state };
  if (!options.isReal) return { file, outcome: 'left', state };
  const problem = await takeDown(file, state, options);
  return problem === undefined ? { file, outcome: 'swept', state } : { file, outcome: 'stuck', state, problem };
}

/** Set aside, so that the next sweep is not held up; what it told of is for a person to find. */
function quarantine(file: string, problem: string, { isReal }: SweepOptions): SweptRun {
  if (!isReal) return { file, outcome: 'unreadable', problem };
  const movedTo = `${file}.unreadable`;
  renameSync(file, movedTo);
  return { file, outcome: 'unreadable', problem, movedTo };
}

/** In a process of its own, as the run was. Gives what went wrong. */
async function takeDown(file: string, state: JournalState, { workerUrl }: SweepOptions): Promise<string | undefined> {
  const { subject, testbed, settings, runId } = state.caretaker;
  const options = { testbed, settings, runId, seed: 0, workerUrl, journal: file, limits: runLimits() };
  const opened = await openWorker(startWorker(workerUrl, options.limits), subject, options);
  if ('problem' in opened) return opened.problem.message;
  const { worker } = opened;
  const swept = await worker.ask({ type: 'sweep', runId }, ['swept', 'problem'], limits);
  const closed = await worker.ask({ type: 'close' }, ['closed', 'problem'], limits);
  await worker.end();
  for (const answer of [swept, closed]) {
    if ('lost' in answer) return answer.text;
    if (answer.type === 'problem') return answer.message;
  }
  const leaked = 'resources' in closed ? closed.resources.leaked : 0;
  return leaked > 0 ? `${leaked} would not go` : undefined;
}
