import { SubjectError } from '../../engine/loaded-subject.ts';
import type { Experiment } from '../experiment.ts';
import { failedByLoss } from './blame-lost-runs.ts';
import { isLost } from './lane.ts';
import { processLane } from './process-lane.ts';
import type { LaneOpening } from './serve-lane.ts';
import type { FailedRun } from './shrunk-failure.ts';

export interface PlayInProcess {
  /** Entry file of the process. */
  readonly url: URL;
  readonly opening: LaneOpening;
  readonly seed: number;
  readonly experiment: Experiment;
  readonly signal: AbortSignal;
}

/**
 * Plays one experiment where an endless loop or the end of the process costs nobody else. Gives the run where it failed.
 * Throws SubjectError where the control plane cannot be loaded.
 */
export async function playInProcess({
  url,
  opening,
  seed,
  experiment,
  signal,
}: PlayInProcess): Promise<FailedRun | undefined> {
  const lane = processLane({ url, opening, setup: { seed, kinds: [], windowMs: 0 } });
  const end = () => void lane.end();
  signal.addEventListener('abort', end, { once: true });
  try {
    const opened = await lane.open();
    if ('problem' in opened) throw new SubjectError(opened.problem);
    const played = await lane.ask({ do: 'play', seed, experiment });
    return isLost(played) ? failedByLoss(played) : played.summary.failed?.result;
  } finally {
    signal.removeEventListener('abort', end);
    await lane.end();
  }
}
