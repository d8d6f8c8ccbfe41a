import type { ControlPlaneModule } from '../../controlplane/control-plane.ts';
import type { Experiment } from '../experiment.ts';
import type { PlayedRun } from './played-run.ts';
import type { RunSummary } from './run-summary.ts';
import type { FailedExperiment, ShrunkFailure } from './shrunk-failure.ts';

/** What is done on a lane. Plain data, so that it can go to another process. */
export type LaneTask =
  /** Draws the experiment of a run and runs it, and where asked runs it once more and compares. */
  | { readonly do: 'run'; readonly index: number; readonly isTwice: boolean }
  /** Makes the experiment of a run that failed as small as it can. */
  | { readonly do: 'shrink'; readonly index: number; readonly failed: FailedExperiment }
  /** Runs this experiment, and tells how everything ended. */
  | { readonly do: 'play'; readonly seed: number; readonly experiment: Experiment };

interface Answers {
  readonly run: RunSummary;
  readonly shrink: ShrunkFailure;
  readonly play: PlayedRun;
}

export type AnswerOf<T extends LaneTask> = Answers[T['do']];

/** What is known of a control plane without asking it anything. */
export type LaneSubject = Pick<ControlPlaneModule, 'name' | 'features'>;

/** Nothing came of a task: the lane hung over it or died of it, which says nothing of any other. */
export interface Lost {
  readonly lost: 'hung' | 'crashed' | 'ended';
  readonly text: string;
}

/** Where tasks are done, one at a time. */
export interface Lane {
  /** Never rejects. */
  ask<T extends LaneTask>(task: T): Promise<AnswerOf<T> | Lost>;
  /** Ends what is under way. */
  end(): Promise<void>;
}

export function isLost(answer: object): answer is Lost {
  return 'lost' in answer;
}
