import { judgeExploration } from '../chaos-verdict.ts';
import { type Experiment, experimentSchema } from '../experiment.ts';
import { type Exploration, explore } from '../explore.ts';
import type { RunOptions } from '../run-experiment.ts';
import type { Exhibit } from './read-museum.ts';

export interface TourOptions extends Omit<RunOptions, 'controlPlane'> {
  /** Who is sound where an entry does not say. */
  readonly reference: RunOptions['controlPlane'];
  /** How many seeds a sound control plane is to survive. */
  readonly seeds: number;
  /** Wall time, to say how long it took. */
  readonly nowMs: () => number;
}

/** What an entry came to. */
export interface ToldExhibit {
  readonly number: string;
  readonly title: string;
  readonly oracle: string;
  readonly naive: ToldNaive;
  readonly sound: ToldSound;
}

export interface ToldNaive {
  /** The oracle that found it; absent where none did. */
  readonly oracle?: string;
  /** How much is left of the experiment. */
  readonly operations: number;
  readonly disturbances: number;
  readonly tookMs: number;
  /** Why it is not as it should be; absent where it is. */
  readonly problem?: string;
}

export interface ToldSound {
  readonly survived: number;
  readonly tookMs: number;
  readonly problem?: string;
}

/** What a story may be made of at most. */
const disturbancesMax = 3;
const operationsMax = 8;

/** Lets the naive control plane of an entry fail, and the sound one survive. */
export async function showExhibit({ number, title, entry }: Exhibit, options: TourOptions): Promise<ToldExhibit> {
  const experiment = experimentSchema.parse(entry.experiment);
  const naive = await showNaive(entry.oracle, experiment, {
    ...options,
    controlPlane: entry,
    provider: entry.provider ?? options.provider,
  });
  const sound = await showSound(
    { ...experiment, oracles: [entry.oracle] },
    { ...options, controlPlane: entry.sound ?? options.reference },
  );
  return { number, title, oracle: entry.oracle, naive, sound };
}

type PlayOptions = TourOptions & RunOptions;

async function showNaive(oracle: string, experiment: Experiment, options: PlayOptions): Promise<ToldNaive> {
  const { exploration, tookMs } = await play(experiment, options);
  const { failure } = exploration;
  if (!failure) {
    const problem = exploration.isInterrupted ? 'interrupted' : `it survived ${exploration.runs} seeds`;
    return { operations: 0, disturbances: 0, tookMs, problem };
  }
  const found = failure.result.violation?.oracle ?? '';
  const { operations, disturbances } = failure.experiment;
  const isSmall = operations.length <= operationsMax && disturbances.length <= disturbancesMax;
  const problem = found === oracle ? (isSmall ? undefined : 'it was not shrunk enough') : `${found} found it`;
  return {
    ...{ oracle: found, operations: operations.length, disturbances: disturbances.length, tookMs },
    ...(problem !== undefined && { problem }),
  };
}

/** The oracle that it is about must have had something to judge, and everything planned must have happened. */
async function showSound(experiment: Experiment, options: PlayOptions): Promise<ToldSound> {
  const { exploration, tookMs } = await play(experiment, options);
  const { failure, runs } = exploration;
  const { verdict, reasons } = judgeExploration(exploration, { ...options, experiment });
  const survived = failure ? runs - 1 : runs;
  if (verdict === 'pass') return { survived, tookMs };
  const problem = failure?.result.violation ? `${failure.result.violation.oracle} was violated` : reasons.join('; ');
  return { survived, tookMs, problem };
}

/** Every oracle judges, also those that the experiment does not name: a bug is found by one, and by no other. */
async function play(
  { oracles: _named, ...experiment }: Experiment,
  options: PlayOptions,
): Promise<{ readonly exploration: Exploration; readonly tookMs: number }> {
  const beganMs = options.nowMs();
  const exploration = await explore({
    ...options,
    ...{
      experiment,
      runs: options.seeds,
      drawable: { kinds: [], windowMs: 0 },
      checksDeterminism: false,
      failuresMax: 1,
    },
    isTimeUp: () => false,
    onRun: () => {},
  });
  return { exploration, tookMs: options.nowMs() - beganMs };
}
