import type { Step } from '../contracts/step.ts';
import type { TranscriptEntry } from '../testbed/transcript.ts';
import type { Subject } from './subject.ts';

/** A stored failure: the truth of a replay (a seed is only a hint). Versioned JSON in `<out>/failures/`. */
export interface FailureFile {
  readonly version: 1;
  readonly subject: Subject;
  readonly provider: string;
  readonly testbed: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly contract: string;
  /** Seed of the world in which the case failed. */
  readonly worldSeed: number;
  readonly steps: readonly Step[];
  readonly expected: string;
  readonly actual: string;
  /** How often it was played since and did not fail. Absent: never. */
  readonly cleanRuns?: number;
}

/** One that was stored before, and where. */
export interface StoredFailure {
  readonly file: string;
  readonly failure: FailureFile;
}

/** What a replay came to. */
export type ReplayResult =
  | ({ readonly outcome: 'still-fails' | 'fails-differently' } & ReplayedFailure)
  | { readonly outcome: 'fixed'; readonly program: readonly string[] }
  | { readonly outcome: 'cannot-run'; readonly message: string };

export interface ReplayedFailure {
  readonly expected: string;
  readonly actual: string;
  readonly program: readonly string[];
  readonly transcript: readonly TranscriptEntry[];
}
