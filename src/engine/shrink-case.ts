import type { Step } from '../contracts/step.ts';
import type { Testbed } from '../testbed/testbed.ts';
import type { WorldFacts } from '../testbed/world-facts.ts';
import type { CaseFailure, CaseResult } from './run-case.ts';
import { shrinkArguments } from './shrink-arguments.ts';
import { shrinkSteps } from './shrink-steps.ts';

/** A run in a world of its own costs microseconds; on a shared, real one it costs seconds, perhaps money. */
const runsMax = { case: 400, run: 24 } as const;

export interface ShrinkCaseOptions {
  readonly steps: readonly Step[];
  readonly failure: CaseFailure;
  readonly facts: WorldFacts;
  readonly testbed: Testbed;
  /** Ends the search: what was found before stays. */
  readonly signal: AbortSignal;
  readonly again: (steps: readonly Step[]) => Promise<CaseResult>;
}

export interface ShrunkCase {
  readonly steps: readonly Step[];
  readonly failure: CaseFailure;
  readonly runs: number;
}

/** The smallest case found, within a budget of runs, that breaks the same promise in the same words. */
export async function shrinkCase(options: ShrinkCaseOptions): Promise<ShrunkCase> {
  const budget = runsMax[options.testbed.isolation];
  let { failure } = options;
  let runs = 0;
  const tried = new Set([JSON.stringify(options.steps)]);
  const stillFails = async (steps: readonly Step[]): Promise<boolean> => {
    // A world of its own answers the same question the same way.
    const question = JSON.stringify(steps);
    if (runs >= budget || options.signal.aborted || tried.has(question)) return false;
    tried.add(question);
    runs += 1;
    const result = await options.again(steps);
    if (options.signal.aborted || result.outcome !== 'violated' || result.expected !== options.failure.expected)
      return false;
    failure = result;
    return true;
  };
  const fewer = await shrinkSteps(options.steps, stillFails);
  const plainer = await shrinkArguments(fewer, options.facts, stillFails);
  const steps = await shrinkSteps(plainer, stillFails);
  return { steps, failure, runs };
}
