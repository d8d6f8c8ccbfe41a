import { describeThrown } from '../../contracts/describe.ts';
import type { Experiment } from '../experiment.ts';
import type { Violation } from '../judge.ts';
import { type RunOptions, type RunResult, runExperiment } from '../run-experiment.ts';
import { forRealTime } from './for-real-time.ts';
import type { PromotionLabel } from './promotion-labels.ts';

/** How often a failure is to be seen again, of how many runs. */
export interface PromotionGoal {
  readonly times: number;
  readonly of: number;
}

export interface Promotion {
  readonly label: PromotionLabel;
  readonly confirmed: number;
  readonly runs: number;
  /** Why it is inconclusive. */
  readonly reasons: readonly string[];
}

export interface PromoteOptions extends RunOptions {
  readonly goal: PromotionGoal;
  /** Why a kind of disturbance cannot be done there, by kind. */
  readonly missing: ReadonlyMap<string, string>;
}

/** Runs the experiment of a failure again on another host, until it is clear what to call it. */
export async function promote(
  { experiment, violation }: { readonly experiment: Experiment; readonly violation: Violation },
  options: PromoteOptions,
): Promise<Promotion> {
  const { goal, missing, signal } = options;
  const impossible = experiment.disturbances.flatMap(({ id, kind }) => {
    const why = missing.get(kind);
    return why === undefined ? [] : [`${id}: ${kind} cannot be done there: ${why}`];
  });
  if (impossible.length > 0) return { label: 'inconclusive', confirmed: 0, runs: 0, reasons: impossible };
  const short = forRealTime(experiment);
  const reasons = new Set<string>();
  let confirmed = 0;
  let runs = 0;
  while (confirmed < goal.times && goal.times - confirmed <= goal.of - runs && !signal.aborted) {
    const problems = await runExperiment(short, options).then(
      (result) => {
        if (result.violation?.oracle !== violation.oracle) return whyUnclear(short, result);
        confirmed += 1;
        return [];
      },
      (thrown) => [`a run broke off: ${describeThrown(thrown)}`],
    );
    runs += 1;
    for (const problem of problems) reasons.add(problem);
  }
  if (confirmed >= goal.times) return { label: 'confirmed', confirmed, runs, reasons: [] };
  if (signal.aborted) reasons.add('it was interrupted');
  return { label: reasons.size > 0 ? 'inconclusive' : 'simulator-only', confirmed, runs, reasons: [...reasons] };
}

/** A run in which not all of it happened says nothing. */
function whyUnclear({ disturbances }: Experiment, { acted, problems }: RunResult): readonly string[] {
  const idle = disturbances.filter(({ id }) => (acted.get(id) ?? 0) === 0);
  return [...problems, ...idle.map(({ id, kind }) => `${id}: ${kind} never changed anything there`)];
}
