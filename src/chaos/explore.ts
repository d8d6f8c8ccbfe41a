import { addRun, emptyTally, type Tally } from './exploration-tally.ts';
import type { Drawable } from './generate-experiment.ts';
import { inProcessLane } from './lanes/in-process-lane.ts';
import { isLost, type Lane, type Lost } from './lanes/lane.ts';
import { createLanePool } from './lanes/lane-pool.ts';
import type { LaneSetup } from './lanes/lane-setup.ts';
import type { RunSummary } from './lanes/run-summary.ts';
import type { FailedExperiment, ShrunkFailure } from './lanes/shrunk-failure.ts';
import type { RunOptions } from './run-experiment.ts';

/** How far an exploration goes. */
export interface ExploreSettings {
  readonly runs: number;
  /** How many runs are made twice, and their histories compared: all of them, every nth, or none. */
  readonly checksDeterminism: boolean | number;
  /** No run starts when it says so. */
  readonly isTimeUp: () => boolean;
  readonly signal: AbortSignal;
  /** So many ways to fail are enough; 5 where nobody says. */
  readonly failuresMax?: number;
  readonly onRun: (runs: number) => void;
  /** At once, before it is made small. Of each signature the first. */
  readonly onFailure?: (failure: FoundFailure) => void;
}

export interface ExploreOptions extends RunOptions, ExploreSettings, Pick<LaneSetup, 'experiment'> {
  readonly drawable: Drawable;
}

/** The first run of those that failed with one signature. */
export interface FoundFailure extends FailedExperiment {
  readonly seed: number;
  /** Counted from 1. */
  readonly run: number;
}

/** One failure, as small as it was made. */
export interface ChaosFailure extends ShrunkFailure {
  readonly seed: number;
  readonly run: number;
  readonly found: FailedExperiment['experiment'];
  /** In how many runs there was one of its signature. */
  readonly seen: number;
}

/** A run of which nothing came. */
export interface LostRun extends Lost {
  readonly run: number;
}

export interface Exploration extends Readonly<Tally> {
  /** Of each signature the first, in the order of their runs. */
  readonly failures: readonly ChaosFailure[];
  /** The first of them. */
  readonly failure: ChaosFailure | undefined;
  readonly lost: readonly LostRun[];
  /** Whether somebody ended it before anything was found. */
  readonly isInterrupted: boolean;
}

/** Another way to fail is still worth a while; so many of them are enough. */
const signaturesMax = 5;
const runsAfterNew = 100;
const lostMax = 3;
/** Tasks that wait for each lane, so that it need not wait for us. */
const ahead = 2;

/** Explores in this process. */
export function explore(options: ExploreOptions): Promise<Exploration> {
  const { seed, experiment, drawable } = options;
  const kinds = drawable.kinds.map(({ kind }) => kind);
  const setup = { seed, kinds, windowMs: drawable.windowMs, ...(experiment && { experiment }) };
  return exploreOn([inProcessLane(options, setup)], options);
}

/**
 * Runs experiments of many seeds, and makes what fails small. Runs are counted in the order of their numbers, whoever makes
 * them and in whatever order they end, so that the same seed finds the same with any number of lanes.
 */
export async function exploreOn(lanes: readonly Lane[], settings: ExploreSettings): Promise<Exploration> {
  const { runs, signal, failuresMax = signaturesMax, isTimeUp, onRun, onFailure } = settings;
  const pool = createLanePool(lanes);
  const tally = emptyTally();
  const found = new Map<string, FoundFailure & { seen: number; readonly shrunk: Promise<ShrunkFailure | Lost> }>();
  const lost: LostRun[] = [];
  const underWay: Promise<RunSummary | Lost>[] = [];
  let asked = 0;
  let lastNew = 0;

  const takeFailure = ({ index, seed }: RunSummary, failed: FailedExperiment): void => {
    const { oracle, signature } = failed.result.violation;
    const known = found.get(`${oracle} ${signature}`);
    if (known) {
      known.seen += 1;
      return;
    }
    lastNew = index + 1;
    const failure = { ...failed, seed, run: index + 1 };
    onFailure?.(failure);
    const shrunk = pool.ask({ do: 'shrink', index, failed });
    found.set(`${oracle} ${signature}`, { ...failure, seen: 1, shrunk });
  };
  const isEnough = (): boolean =>
    found.size >= failuresMax ||
    lost.length >= lostMax ||
    tally.divergences.length >= signaturesMax ||
    (found.size > 0 && tally.runs - lastNew >= runsAfterNew);
  const mayAsk = () => asked < runs && !isTimeUp() && !signal.aborted && !isEnough();

  const stop = () => void pool.end();
  signal.addEventListener('abort', stop, { once: true });
  for (;;) {
    while (underWay.length < lanes.length * ahead && mayAsk()) {
      underWay.push(pool.ask({ do: 'run', index: asked, isTwice: isTwice(asked, settings) }));
      asked += 1;
    }
    const answer = await underWay.shift();
    // What was broken off half way says nothing, and what was begun beyond the end does not count.
    if (answer === undefined || signal.aborted || isEnough()) break;
    if (isLost(answer)) lost.push({ ...answer, run: tally.runs + lost.length + 1 });
    else {
      addRun(tally, answer);
      if (answer.failed && !answer.diverged) takeFailure(answer, answer.failed);
    }
    onRun(tally.runs);
  }
  const failures = await Promise.all(
    [...found.values()].map(async ({ shrunk, ...failure }) => toChaosFailure(failure, await shrunk)),
  );
  signal.removeEventListener('abort', stop);
  const isInterrupted = signal.aborted && failures.length === 0 && tally.divergences.length === 0;
  return { ...tally, failures, failure: failures[0], lost, isInterrupted };
}

function isTwice(index: number, { checksDeterminism }: ExploreSettings): boolean {
  return typeof checksDeterminism === 'number' ? index % checksDeterminism === 0 : checksDeterminism;
}

/** What could not be made smaller is told as it was found. */
function toChaosFailure(
  { experiment: found, result, ...about }: FoundFailure & { readonly seen: number },
  shrunk: ShrunkFailure | Lost,
): ChaosFailure {
  const small = isLost(shrunk) ? { experiment: found, result, shrinkRuns: 0 } : shrunk;
  return { ...about, found, ...small };
}
