import type { CertifyEvent, CertifyOptions } from './certify-options.ts';
import type { RunLimits } from './run-limits.ts';
import type { Deal } from './shard.ts';

/** The options of a run, for one of its subjects. */
export interface CertifySubjectOptions extends CertifyOptions {
  /** Tells what happens to this subject. */
  readonly emit: (event: CertifyEvent) => void;
  readonly runId: string;
  readonly limits: RunLimits;
  /** Milliseconds since the run began. */
  readonly elapsedMs: () => number;
  /** Where what is made is written down. */
  readonly journal?: string;
  /** Processes that this subject may use at the same time. */
  readonly lanes: number;
}

/** The options of a subject's lanes, which share its contracts. */
export interface LaneOptions extends CertifySubjectOptions {
  /** Which shard has which contract. */
  readonly deal: Deal;
}
