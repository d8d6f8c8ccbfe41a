import { shrinkList } from '../engine/shrink-list.ts';
import type { Experiment } from './experiment.ts';
import { type FailedExperiment, type JudgedRun, type ShrunkFailure, toFailedRun } from './lanes/shrunk-failure.ts';
import { plainerExperiments } from './plainer-experiments.ts';
import { plainerPhases } from './plainer-phases.ts';
import { begunAlone, withoutOperations, withoutOrphans } from './smaller-experiments.ts';

/** Whatever comes first ends it: what was found by then is small enough to read. */
const runsMax = 300;
const wallMaxMs = 8_000;

export interface ShrinkOptions {
  readonly failed: FailedExperiment;
  readonly signal: AbortSignal;
  readonly again: (experiment: Experiment) => Promise<JudgedRun>;
  /** Real time. */
  readonly wallMs: () => number;
}

/**
 * The smallest experiment found that fails with the same signature: fewer operations, fewer disturbances, plainer ones,
 * shorter phases. What belongs together goes together.
 */
export async function shrinkExperiment(options: ShrinkOptions): Promise<ShrunkFailure> {
  const search = createSearch(options);
  const leaveOut = async (): Promise<void> => {
    await search.isKept(begunAlone(search.best()));
    await shrinkList(search.best().experiment.disturbances, {
      without: (items, from, to) => items.toSpliced(from, to - from),
      stillFails: (items) => search.isKept({ ...search.best().experiment, disturbances: [...items] }),
      lengthMin: 0,
    });
    await shrinkList(search.best().experiment.operations, {
      without: withoutOperations,
      stillFails: (items) => search.isKept({ ...search.best().experiment, operations: [...items] }),
      lengthMin: 1,
    });
  };
  const makePlain = async (): Promise<void> => {
    await keepWhatever(search, () => plainerPhases(search.best()));
    await keepWhatever(search, () => plainerExperiments(search.best().experiment));
  };

  for (let before = -1; before < search.kept(); ) {
    before = search.kept();
    await leaveOut();
    await makePlain();
  }
  return { ...search.best(), shrinkRuns: search.runs() };
}

interface Search {
  /** Tries a candidate, without what could not happen in it. From then on it is the best, where it fails in the same way. */
  isKept(candidate: Experiment): Promise<boolean>;
  best(): FailedExperiment;
  runs(): number;
  /** How often something better was found. */
  kept(): number;
}

function createSearch({ failed, signal, again, wallMs }: ShrinkOptions): Search {
  const beganMs = wallMs();
  const tried = new Set([JSON.stringify(failed.experiment)]);
  let best = failed;
  let runs = 0;
  let kept = 0;
  const isOver = () => runs >= runsMax || signal.aborted || wallMs() - beganMs > wallMaxMs;
  return {
    isKept: async (candidate) => {
      const experiment = withoutOrphans(candidate);
      const question = JSON.stringify(experiment);
      if (isOver() || tried.has(question)) return false;
      tried.add(question);
      runs += 1;
      const result = toFailedRun(await again(experiment));
      if (signal.aborted || !result || !hasSameSignature(result, failed.result)) return false;
      best = { experiment, result };
      kept += 1;
      return true;
    },
    best: () => best,
    runs: () => runs,
    kept: () => kept,
  };
}

function hasSameSignature({ violation: a }: FailedExperiment['result'], { violation: b }: FailedExperiment['result']) {
  return a.oracle === b.oracle && a.signature === b.signature;
}

/** Once through all candidates; after one that was kept it goes on where it was, with those of the new best. */
async function keepWhatever(search: Search, candidates: () => Iterable<Experiment>): Promise<void> {
  for (let at = 0; ; ) {
    const candidate = [...candidates()][at];
    if (!candidate) return;
    if (!(await search.isKept(candidate))) at += 1;
  }
}
