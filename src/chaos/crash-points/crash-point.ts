import { type CrashPoint, crashPoints } from '../control-plane-process.ts';
import type { Disturbance } from '../disturbance.ts';
import type { Experiment } from '../experiment.ts';
import type { PlayedCall, PlayedRun } from '../lanes/played-run.ts';

/** One boundary of one call of a run, at which the control plane can die. */
export interface CrashAt {
  /** Counted from 1, among all calls of the run. */
  readonly call: number;
  readonly operation: PlayedCall['operation'];
  /** Which call of its operation it is. */
  readonly nth: number;
  /** When it began. */
  readonly atMs: number;
  readonly point: CrashPoint;
}

const downMs = 1_000;

/**
 * Every boundary of every call of a run, from its `from`th call on. Calls after the control plane last had something new to
 * say only look at what is as it should be: they would never end.
 */
export function boundariesOf({ calls, events }: Pick<PlayedRun, 'calls' | 'events'>, from = 1): readonly CrashAt[] {
  const last = events.findLastIndex(({ lane, did }) => lane === 'control-plane' && did === 'says');
  const begun = events.slice(0, last + 1).filter(({ lane, did }) => lane === 'call' && did === 'begins').length;
  const seen = new Map<string, number>();
  return calls.flatMap(({ operation, beganMs }, index) => {
    const nth = (seen.get(operation) ?? 0) + 1;
    seen.set(operation, nth);
    if (index >= begun || index + 1 < from) return [];
    return crashPoints.map((point) => ({ call: index + 1, operation, nth, atMs: beganMs, point }));
  });
}

/** The experiment, in which the control plane dies there as well. */
export function withCrashes(experiment: Experiment, crashes: readonly CrashAt[]): Experiment {
  const added = crashes.map(
    ({ operation, nth, point }, index): Disturbance => ({
      id: `crash-${index + 1}`,
      kind: 'crash',
      parameters: { point, downMs },
      trigger: { on: 'call', operation, nth },
    }),
  );
  const { disturbances, phases } = experiment;
  // What is healed does not come any more: nothing is healed before the last of them.
  const lastMs = Math.max(0, ...crashes.map(({ atMs }) => atMs + downMs));
  return {
    ...experiment,
    disturbances: [...disturbances, ...added],
    phases: { ...phases, disturbMs: Math.max(phases.disturbMs, lastMs) },
  };
}
