import type { Controller, Seen } from './controller.ts';
import type { History, Step } from './history.ts';

/** One thing in which the two differ after a step. */
export interface Difference {
  readonly step: Step;
  /** `exit code`, `stdout`, `stderr`, or a field of a job such as `job 1 job_state`. */
  readonly what: string;
  readonly simulated: string;
  readonly real: string;
}

/** What came of one history. */
export interface Played {
  readonly history: History;
  readonly steps: number;
  readonly differences: readonly Difference[];
}

/** Plays the same steps on both, up to the first difference. */
export async function playOnBoth(history: History, simulated: Controller, real: Controller): Promise<Played> {
  try {
    for (const [index, step] of history.entries()) {
      const [ours, theirs] = await Promise.all([simulated.play(step), real.play(step)]);
      const differences = compare(step, ours, theirs);
      if (differences.length > 0) return { history, steps: index + 1, differences };
    }
    return { history, steps: history.length, differences: [] };
  } finally {
    await real.end();
  }
}

const nothing = '(nothing)';

function compare(step: Step, simulated: Seen, real: Seen): readonly Difference[] {
  return [...new Set([...Object.keys(simulated), ...Object.keys(real)])].flatMap((what) => {
    const [ours = nothing, theirs = nothing] = [simulated[what], real[what]];
    return ours === theirs ? [] : [{ step, what, simulated: ours, real: theirs }];
  });
}
