import type { Experiment } from '../experiment.ts';
import type { HistoryEvent } from '../history.ts';
import type { Violation } from '../judge.ts';

/** One run in which an oracle was violated. */
export interface FailedRun {
  readonly violation: Violation;
  readonly history: { readonly events: readonly HistoryEvent[] };
  readonly digest: string;
}

/** An experiment, and a run of it that failed. */
export interface FailedExperiment {
  readonly experiment: Experiment;
  readonly result: FailedRun;
}

/** A failure as small as it was made. */
export interface ShrunkFailure extends FailedExperiment {
  readonly shrinkRuns: number;
}

/** What a run came to, as far as it says whether it failed. */
export interface JudgedRun extends Omit<FailedRun, 'violation'> {
  readonly violation: Violation | undefined;
}

/** The same as plain data; undefined where nothing was violated. */
export function toFailedRun(run: JudgedRun): FailedRun | undefined {
  const { violation, history } = run;
  // The digest is asked for here alone: to make it takes as long as some runs do.
  return violation && { violation, history: { events: history.events }, digest: run.digest };
}
