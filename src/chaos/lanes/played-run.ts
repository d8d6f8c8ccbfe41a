import type { RunResult } from '../run-experiment.ts';
import { type FailedRun, toFailedRun } from './shrunk-failure.ts';

/** One run as it went. Plain data. */
export interface PlayedRun extends Pick<RunResult, 'end' | 'calls' | 'simulatedMs'> {
  readonly failed?: FailedRun;
  /** How often each disturbance has changed something, by its id. */
  readonly acted: Readonly<Record<string, number>>;
}

export function toPlayedRun(result: RunResult): PlayedRun {
  const { end, calls, simulatedMs, acted } = result;
  const failed = toFailedRun(result);
  return { end, calls, simulatedMs, acted: Object.fromEntries(acted), ...(failed && { failed }) };
}
