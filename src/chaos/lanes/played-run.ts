import type { Experiment } from '../experiment.ts';
import type { HistoryEvent } from '../history.ts';
import type { ProviderCall } from '../provider-call.ts';
import type { RunResult } from '../run-experiment.ts';
import { type RunSummary, summarize } from './run-summary.ts';

/** One run as it went. Plain data. */
export interface PlayedRun extends Pick<RunResult, 'end'> {
  readonly summary: RunSummary;
  readonly calls: readonly PlayedCall[];
  readonly events: readonly HistoryEvent[];
}

export type PlayedCall = Pick<ProviderCall, 'life' | 'operation' | 'method' | 'beganMs'>;

export function toPlayedRun(about: Parameters<typeof summarize>[0], ...run: [Experiment, RunResult]): PlayedRun {
  const [, { end, calls, history }] = run;
  return {
    summary: { ...summarize(about, ...run), isRepeated: false },
    end,
    calls: calls.map(({ life, operation, method, beganMs }) => ({ life, operation, method, beganMs })),
    events: history.events,
  };
}
