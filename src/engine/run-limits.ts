import { checkDuration } from '../testbed/check-duration.ts';

/** What a worker process may take before it is given up. */
export interface RunLimits {
  /** A worker whose event loop stands still this long hangs; nothing that a provider does takes so long at a stretch. */
  readonly stallMs: number;
  /** Calls have deadlines of their own; this one is for what they cannot see. */
  readonly contractDeadlineMs: number;
  /** Who did not run for so long was suspended: what it saw then says nothing about the provider. */
  readonly suspendedGapMs: number;
  /** Several workers must fit beside each other on a small machine. */
  readonly heapMaxMiB: number;
  /** From one sign of progress to the next: far more than a talkative provider prints over its cases, and soon read. */
  readonly outputMaxMiB: number;
}

const usual: RunLimits = {
  stallMs: 10_000,
  contractDeadlineMs: 30 * 60_000,
  suspendedGapMs: 30_000,
  heapMaxMiB: 1_024,
  outputMaxMiB: 64,
};

/** The usual limits, but for those given. Throws where one is no duration that a timer can hold. */
export function runLimits(given: Partial<RunLimits> = {}): RunLimits {
  const limits = { ...usual, ...given };
  for (const ms of [limits.stallMs, limits.contractDeadlineMs, limits.suspendedGapMs]) checkDuration(ms);
  return limits;
}
