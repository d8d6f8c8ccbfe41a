import { deriveSeed } from '../testbed/seeded-random.ts';
import type { Experiment } from './experiment.ts';
import { type Drawable, generateExperiment } from './generate-experiment.ts';
import type { Reaction } from './reactions.ts';
import { type RunOptions, type RunResult, runExperiment } from './run-experiment.ts';
import { shrinkExperiment } from './shrink-experiment.ts';

export interface ExploreOptions extends RunOptions {
  readonly runs: number;
  /** Runs this one again and again, each time in another world; otherwise each run draws its own. */
  readonly experiment?: Experiment;
  readonly drawable: Drawable;
  /** Runs everything twice and compares the histories. */
  readonly checksDeterminism: boolean;
  /** No run starts when it says so. */
  readonly isTimeUp: () => boolean;
  readonly onRun: (runs: number) => void;
}

/** One failure, as small as it was made. */
export interface ChaosFailure {
  readonly seed: number;
  readonly found: Experiment;
  readonly experiment: Experiment;
  readonly result: RunResult;
  readonly shrinkRuns: number;
  /** The run in which it was found, counted from 1. */
  readonly run: number;
}

export interface Exploration {
  readonly runs: number;
  readonly simulatedMs: number;
  readonly events: number;
  /** By kind: in how many runs it was planned, and in how many it has changed something. */
  readonly kinds: ReadonlyMap<string, { planned: number; acted: number }>;
  /** By oracle: in how many runs it had something to judge. */
  readonly exercised: ReadonlyMap<string, number>;
  readonly reactions: readonly Reaction[];
  readonly failure: ChaosFailure | undefined;
  /** The seed of a run whose repetition went another way. */
  readonly diverged: number | undefined;
  /** Whether somebody ended it before anything was found. */
  readonly isInterrupted: boolean;
}

/** Runs experiments of many seeds until one fails, and makes that one as small as it can. */
export async function explore(options: ExploreOptions): Promise<Exploration> {
  const kinds = new Map<string, { planned: number; acted: number }>();
  const exercised = new Map<string, number>();
  const reactions: Reaction[] = [];
  let runs = 0;
  let simulatedMs = 0;
  let events = 0;
  let failure: ChaosFailure | undefined;
  let diverged: number | undefined;
  while (runs < options.runs && !failure && diverged === undefined && !options.isTimeUp() && !options.signal.aborted) {
    const seed = deriveSeed(options.seed, `run:${runs}`);
    const experiment = options.experiment ?? generateExperiment(seed, options.drawable);
    const again = (candidate: Experiment) => runExperiment(candidate, { ...options, seed });
    const result = await again(experiment);
    // What was broken off half way says nothing.
    if (options.signal.aborted) break;
    runs += 1;
    simulatedMs += result.simulatedMs;
    events += result.history.events.length;
    count(experiment, result, kinds, exercised);
    reactions.push(...result.reactions);
    if (options.checksDeterminism && (await again(experiment)).digest !== result.digest) diverged = seed;
    else if (result.violation && options.shared) {
      // In real time nothing is tried a hundred times over.
      failure = { seed, found: experiment, run: runs, experiment, result, shrinkRuns: 0 };
    } else if (result.violation)
      failure = await shrunk({ seed, found: experiment, run: runs }, result, again, options.signal);
    options.onRun(runs);
  }
  const isInterrupted = options.signal.aborted && failure === undefined && diverged === undefined;
  return { runs, simulatedMs, events, kinds, exercised, reactions, failure, diverged, isInterrupted };
}

function count(
  experiment: Experiment,
  { acted, exercised: had }: RunResult,
  kinds: Map<string, { planned: number; acted: number }>,
  exercised: Map<string, number>,
): void {
  for (const { kind } of new Map(experiment.disturbances.map((each) => [each.kind, each])).values()) {
    const counts = kinds.get(kind) ?? { planned: 0, acted: 0 };
    const hasActed = experiment.disturbances.some((each) => each.kind === kind && (acted.get(each.id) ?? 0) > 0);
    kinds.set(kind, { planned: counts.planned + 1, acted: counts.acted + (hasActed ? 1 : 0) });
  }
  for (const oracle of had) exercised.set(oracle, (exercised.get(oracle) ?? 0) + 1);
}

async function shrunk(
  about: Pick<ChaosFailure, 'seed' | 'found' | 'run'>,
  failed: RunResult,
  again: (experiment: Experiment) => Promise<RunResult>,
  signal: AbortSignal,
): Promise<ChaosFailure> {
  const {
    experiment,
    failed: result,
    runs,
  } = await shrinkExperiment({ experiment: about.found, failed, signal, again });
  return { ...about, experiment, result, shrinkRuns: runs };
}
