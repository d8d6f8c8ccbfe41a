/** The limits a verdict was reached under. They are part of the report. All in milliseconds of the world's clock. */
export interface Tolerances {
  /** How long a write may take to show in every read. */
  readonly consistencyWindowMs: number;
  /** How long an instance may take to run after `spawn` resolved. */
  readonly bootTimeoutMs: number;
  /** How long a terminated instance may take to be gone in the ledger. */
  readonly terminateTimeoutMs: number;
  /** How long one provider call may take before it counts as never settling. */
  readonly callTimeoutMs: number;
}
