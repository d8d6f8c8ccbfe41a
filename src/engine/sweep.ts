import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describeThrown } from '../contracts/describe.ts';
import type { StuckThing } from '../testbed/testbed.ts';
import { LimitError, readLimited } from './files/read-limited.ts';
import { isCaring } from './journal/caretaker.ts';
import { journalFolder } from './journal/journal-path.ts';
import { type JournalState, type ReadJournal, readJournal } from './journal/read-journal.ts';
import { reservePath } from './journal/reserve-space.ts';
import { openWorker } from './open-worker.ts';
import { missingVariable, passedNames } from './passed-names.ts';
import { runLimits } from './run-limits.ts';
import { startWorker, type WorkerStart } from './worker-process.ts';

export interface SweepOptions extends Omit<WorkerStart, 'subject' | 'settings' | 'limits'> {
  readonly outDir: string;
  /** False: nothing is touched, what would be is told. */
  readonly isReal: boolean;
  readonly nowMs: number;
}

/** What is to be said of one journal. */
export type SweptRun = { readonly file: string } & (
  | { readonly outcome: 'unreadable'; readonly problem: string; readonly movedTo?: string }
  /** Its process still takes care of it. */
  | { readonly outcome: 'under-way'; readonly state: JournalState }
  | { readonly outcome: 'left' | 'swept'; readonly state: JournalState }
  /** It was tried, and something would not go, or it could not be tried. */
  | {
      readonly outcome: 'stuck';
      readonly state: JournalState;
      readonly problem: string;
      readonly stuck: readonly StuckThing[];
    }
);

/** What a sweep of one journal needs. */
export type SweepJournalOptions = Omit<SweepOptions, 'outDir'>;

const limits = { stallMs: 60_000, deadlineMs: 10 * 60_000 };

/** Looks after what runs left that were killed. Touches nothing but what a journal in this folder tells of. */
export async function sweep(options: SweepOptions): Promise<readonly SweptRun[]> {
  const runs: SweptRun[] = [];
  for (const file of journalsIn(journalFolder(options.outDir))) {
    const run = await sweepJournal(file, options);
    if (run) runs.push(run);
  }
  return runs;
}

/** The journals of a folder, oldest name first. */
export function journalsIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    return names.toSorted().map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Looks after one run. Undefined where its journal tells of nothing, or is gone: somebody else was quicker. */
export async function sweepJournal(file: string, options: SweepJournalOptions): Promise<SweptRun | undefined> {
  const read = readWithin(file);
  if (read === undefined) return undefined;
  if (read.ok === 'empty') {
    if (options.isReal) rmSync(file, { force: true });
    return undefined;
  }
  if (!read.ok) return quarantine(file, read.problem, options);
  const { state } = read;
  if (isCaring(state.caretaker, options.nowMs)) return { file, outcome: 'under-way', state };
  if (!options.isReal) return { file, outcome: 'left', state };
  const { problem, stuck } = await takeDown(file, state, options);
  if (problem === undefined) return { file, outcome: 'swept', state };
  return { file, outcome: 'stuck', state: stateNow(file) ?? state, problem, stuck };
}

/** After the sweep has crossed out what it removed. */
function stateNow(file: string): JournalState | undefined {
  const read = readWithin(file);
  return read?.ok === true ? read.state : undefined;
}

/** A journal that is too large, or no file, is one that cannot be read; one that is gone was swept by somebody else. */
function readWithin(file: string): ReadJournal | undefined {
  try {
    return readJournal(readLimited(file));
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return { ok: false, problem: thrown instanceof LimitError ? `it ${thrown.message}` : describeThrown(thrown) };
  }
}

/** Set aside, so that the next sweep is not held up; what it told of is for a person to find. */
function quarantine(file: string, problem: string, { isReal }: SweepJournalOptions): SweptRun {
  if (!isReal) return { file, outcome: 'unreadable', problem };
  const movedTo = `${file}.unreadable`;
  renameSync(file, movedTo);
  rmSync(reservePath(file), { force: true });
  return { file, outcome: 'unreadable', problem, movedTo };
}

interface TakenDown {
  readonly problem?: string;
  readonly stuck: readonly StuckThing[];
}

/** In a process of its own, as the run was. Gives what went wrong. */
async function takeDown(file: string, state: JournalState, options: SweepJournalOptions): Promise<TakenDown> {
  const { workerUrl, env } = options;
  const { subject, testbed, settings, runId } = state.caretaker;
  const missing = missingVariable(env, passedNames(settings));
  if (missing !== undefined) return { problem: missing, stuck: [] };
  const opening = { testbed, settings, runId, seed: 0, workerUrl, env, journal: file, limits: runLimits() };
  const opened = await openWorker(startWorker({ ...opening, subject }), subject, opening);
  if ('problem' in opened) return { problem: opened.problem.message, stuck: [] };
  const { worker } = opened;
  const swept = await worker.ask({ type: 'sweep', runId }, ['swept', 'problem'], limits);
  const closed = await worker.ask({ type: 'close' }, ['closed', 'problem'], limits);
  await worker.end();
  for (const answer of [swept, closed]) {
    if ('lost' in answer) return { problem: answer.text, stuck: [] };
    if (answer.type === 'problem') return { problem: answer.message, stuck: [] };
  }
  const leaked = 'resources' in closed ? closed.resources.leaked : 0;
  const stuck = 'swept' in swept ? (swept.swept.stuck ?? []) : [];
  return leaked > 0 ? { problem: `${leaked} would not go`, stuck } : { stuck: [] };
}
