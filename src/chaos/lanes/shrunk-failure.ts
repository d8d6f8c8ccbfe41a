import type { Experiment } from '../experiment.ts';
import type { HistoryEvent } from '../history.ts';
import type { Violation } from '../judge.ts';
import type { RunResult } from '../run-experiment.ts';

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

/** The same as plain data; undefined where nothing was violated. */
export function toFailedRun({ violation, history: { events }, digest }: RunResult): FailedRun | undefined {
  return violation && { violation, history: { events }, digest };
}
