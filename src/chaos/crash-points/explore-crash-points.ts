import type { LostRun } from '../count-runs.ts';
import { addRun, emptyTally } from '../exploration-tally.ts';
import type { ChaosFailure, Exploration } from '../explore.ts';
import { isLost, type Lane } from '../lanes/lane.ts';
import { createLanePool } from '../lanes/lane-pool.ts';
import { type Survey, type SurveyOptions, surveyCrashPoints } from './survey.ts';

export interface CrashExploration {
  readonly exploration: Exploration;
  readonly crashPoints: Survey['points'];
}

/** A survey of crash points, told in the words of an exploration. */
export async function exploreCrashPoints(
  lanes: readonly Lane[],
  options: Omit<SurveyOptions, 'onPoint'> & { readonly onRun: (runs: number) => void },
): Promise<CrashExploration> {
  const pool = createLanePool(lanes);
  const stop = () => void pool.end();
  options.signal.addEventListener('abort', stop, { once: true });
  let made = 0;
  const { runs, points } = await surveyCrashPoints(pool, {
    ...options,
    onPoint: () => {
      made += 1;
      options.onRun(made);
    },
  });
  options.signal.removeEventListener('abort', stop);
  return { exploration: toExploration(runs, options), crashPoints: points };
}

function toExploration(runs: Survey['runs'], { seed, signal }: Pick<SurveyOptions, 'seed' | 'signal'>): Exploration {
  const tally = emptyTally();
  const lost: LostRun[] = [];
  const failures = new Map<string, ChaosFailure & { seen: number }>();
  for (const [index, run] of runs.entries()) {
    if (isLost(run)) {
      lost.push({ ...run, run: index + 1 });
      continue;
    }
    addRun(tally, run.summary);
    const { failed } = run.summary;
    if (!failed) continue;
    const key = `${failed.result.violation.oracle} ${failed.result.violation.signature}`;
    const known = failures.get(key);
    if (known) known.seen += 1;
    // One crash is as small as it gets.
    else failures.set(key, { ...failed, seed, run: index + 1, found: failed.experiment, seen: 1, shrinkRuns: 0 });
  }
  const found = [...failures.values()];
  return { ...tally, failures: found, failure: found[0], lost, isInterrupted: signal.aborted };
}
