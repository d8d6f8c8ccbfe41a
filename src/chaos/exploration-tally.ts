import type { Divergence } from './divergence.ts';
import type { RunSummary } from './lanes/run-summary.ts';
import type { Reaction } from './reactions.ts';

/** What many runs come to together. */
export interface Tally {
  runs: number;
  failedRuns: number;
  /** How many of them were made twice. */
  repeated: number;
  simulatedMs: number;
  events: number;
  /** By kind: in how many runs it was planned, and in how many it has changed something. */
  readonly kinds: Map<string, { planned: number; acted: number }>;
  /** By oracle: in how many runs it had something to judge. */
  readonly exercised: Map<string, number>;
  readonly reactions: Reaction[];
  /** What disturbances could not do or undo, each sentence once. */
  readonly problems: Set<string>;
  /** The runs whose repetition went another way. */
  readonly divergences: Divergence[];
}

export function emptyTally(): Tally {
  const none = { runs: 0, failedRuns: 0, repeated: 0, simulatedMs: 0, events: 0 };
  return { ...none, kinds: new Map(), exercised: new Map(), reactions: [], problems: new Set(), divergences: [] };
}

/** What counts of one run; whether it failed, and not in what. */
export type RunCounts = Pick<
  RunSummary,
  'simulatedMs' | 'events' | 'planned' | 'acted' | 'exercised' | 'reactions' | 'problems' | 'isRepeated'
> & { readonly failed?: object | undefined; readonly diverged?: Divergence | undefined };

/** Adds one run more. The order makes no difference but to the list of divergences. */
export function addRun(tally: Tally, { simulatedMs, events, planned, acted, exercised, ...run }: RunCounts): void {
  tally.runs += 1;
  tally.simulatedMs += simulatedMs;
  tally.events += events;
  if (run.isRepeated) tally.repeated += 1;
  if (run.diverged) tally.divergences.push(run.diverged);
  else if (run.failed) tally.failedRuns += 1;
  for (const kind of planned) {
    const counts = tally.kinds.get(kind) ?? { planned: 0, acted: 0 };
    counts.planned += 1;
    if (acted.includes(kind)) counts.acted += 1;
    tally.kinds.set(kind, counts);
  }
  tally.reactions.push(...run.reactions);
  for (const problem of run.problems) tally.problems.add(problem);
  for (const oracle of exercised) tally.exercised.set(oracle, (tally.exercised.get(oracle) ?? 0) + 1);
}
