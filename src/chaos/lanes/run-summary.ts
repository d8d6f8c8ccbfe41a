import type { Divergence } from '../divergence.ts';
import type { Experiment } from '../experiment.ts';
import type { Reaction } from '../reactions.ts';
import type { RunResult } from '../run-experiment.ts';
import { type FailedExperiment, toFailedRun } from './shrunk-failure.ts';

/** What counts of one run of many. */
export interface RunSummary {
  readonly index: number;
  readonly seed: number;
  /** The kinds of disturbance that were planned, and those of them that have changed something. */
  readonly planned: readonly string[];
  readonly acted: readonly string[];
  readonly exercised: readonly string[];
  /** What a disturbance could not do or undo. */
  readonly problems: readonly string[];
  /** How long the control plane took to see what was done to its machines, and to make it good. */
  readonly reactions: readonly Reaction[];
  readonly simulatedMs: number;
  readonly events: number;
  readonly failed?: FailedExperiment;
  /** Whether it was made twice. */
  readonly isRepeated: boolean;
  readonly diverged?: Divergence;
}

export function summarize(
  { index, seed }: Pick<RunSummary, 'index' | 'seed'>,
  experiment: Experiment,
  result: RunResult,
): Omit<RunSummary, 'isRepeated'> {
  const { acted, exercised, reactions, problems, simulatedMs, history } = result;
  const failed = toFailedRun(result);
  return {
    ...{ index, seed, exercised, reactions, problems, simulatedMs, events: history.events.length },
    planned: kindsOf(experiment.disturbances),
    acted: kindsOf(experiment.disturbances.filter(({ id }) => (acted.get(id) ?? 0) > 0)),
    ...(failed && { failed: { experiment, result: failed } }),
  };
}

function kindsOf(disturbances: Experiment['disturbances']): readonly string[] {
  return [...new Set(disturbances.map(({ kind }) => kind))];
}
