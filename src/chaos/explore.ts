import type { Shard } from '../engine/shard.ts';
import { countRuns, failureKey, type LostRun, signaturesMax } from './count-runs.ts';
import type { Tally } from './exploration-tally.ts';
import type { Drawable } from './generate-experiment.ts';
import { inProcessLane } from './lanes/in-process-lane.ts';
import { isLost, type Lane, type Lost } from './lanes/lane.ts';
import { createLanePool } from './lanes/lane-pool.ts';
import type { LaneSetup } from './lanes/lane-setup.ts';
import type { RunSummary } from './lanes/run-summary.ts';
import type { FailedExperiment, ShrunkFailure } from './lanes/shrunk-failure.ts';
import type { RunOptions } from './run-experiment.ts';
import { type CountedRun, toCountedRun, type UncountedRun } from './shards/counted-run.ts';

/** How far an exploration goes. */
export interface ExploreSettings {
  readonly runs: number;
  /** How many runs are made twice, and their histories compared: all of them, every nth, or none. */
  readonly checksDeterminism: boolean | number;
  /** No run starts when it says so. */
  readonly isTimeUp: () => boolean;
  readonly signal: AbortSignal;
  /** Which of the runs are made here; all of them where it is absent. */
  readonly shard?: Shard;
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

export interface Exploration extends Readonly<Tally> {
  /** Of each signature the first, in the order of their runs. */
  readonly failures: readonly ChaosFailure[];
  /** The first of them. */
  readonly failure: ChaosFailure | undefined;
  readonly lost: readonly LostRun[];
  /** Every run as it counts, where this is one of several parts. */
  readonly counted?: readonly (CountedRun | UncountedRun)[];
  /** Whether somebody ended it before anything was found. */
  readonly isInterrupted: boolean;
}

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
  const { signal, shard, failuresMax = signaturesMax, isTimeUp, onRun, onFailure } = settings;
  const pool = createLanePool(lanes);
  const count = countRuns({ failuresMax, isPart: shard !== undefined });
  const found = new Map<string, FoundFailure & { readonly shrunk: Promise<ShrunkFailure | Lost> }>();
  const counted: (CountedRun | UncountedRun)[] = [];
  const underWay: { readonly index: number; readonly answer: Promise<RunSummary | Lost> }[] = [];
  let next = shard ? shard.index - 1 : 0;

  const takeFailure = (index: number, seed: number, failed: FailedExperiment): void => {
    const failure = { ...failed, seed, run: index + 1 };
    onFailure?.(failure);
    found.set(failureKey(failed.result.violation), { ...failure, shrunk: pool.ask({ do: 'shrink', index, failed }) });
  };
  const mayAsk = () => next < settings.runs && !isTimeUp() && !signal.aborted && !count.isEnough();

  const stop = () => void pool.end();
  signal.addEventListener('abort', stop, { once: true });
  for (;;) {
    while (underWay.length < lanes.length * ahead && mayAsk()) {
      const index = next;
      underWay.push({ index, answer: pool.ask({ do: 'run', index, isTwice: isTwice(index, settings) }) });
      next += shard?.count ?? 1;
    }
    const first = underWay.shift();
    const answer = await first?.answer;
    // What was broken off half way says nothing, and what was begun beyond the end does not count.
    if (first === undefined || answer === undefined || signal.aborted || count.isEnough()) break;
    const { index } = first;
    const run = isLost(answer) ? { ...answer, index } : toCountedRun(answer);
    const isNew = count.take(run);
    if (shard) counted.push(run);
    if (isNew && !isLost(answer) && answer.failed) takeFailure(index, answer.seed, answer.failed);
    onRun(count.tally.runs);
  }
  const failures = await Promise.all(
    [...found].map(async ([key, { shrunk, ...failure }]) =>
      toChaosFailure({ ...failure, seen: count.failures.get(key)?.seen ?? 1 }, await shrunk),
    ),
  );
  signal.removeEventListener('abort', stop);
  const { tally, lost } = count;
  const isInterrupted = signal.aborted && failures.length === 0 && tally.divergences.length === 0;
  return { ...tally, failures, failure: failures[0], lost, isInterrupted, ...(shard && { counted }) };
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
