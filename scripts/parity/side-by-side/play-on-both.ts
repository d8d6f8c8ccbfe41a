import type { Seen, Side } from './side.ts';

/** One thing in which the two differ after a step. */
export interface Difference<Step> {
  readonly step: Step;
  /** A field of the answer, or of something that is there. */
  readonly what: string;
  readonly simulated: string;
  readonly real: string;
}

/** What came of one history. */
export interface Played<Step> {
  readonly history: readonly Step[];
  readonly steps: number;
  readonly differences: readonly Difference<Step>[];
}

/** Plays the same steps on both, up to the first difference. */
export async function playOnBoth<Step>(
  history: readonly Step[],
  simulated: Side<Step>,
  real: Side<Step>,
): Promise<Played<Step>> {
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

function compare<Step>(step: Step, simulated: Seen, real: Seen): readonly Difference<Step>[] {
  return [...new Set([...Object.keys(simulated), ...Object.keys(real)])].flatMap((what) => {
    const [ours = nothing, theirs = nothing] = [simulated[what], real[what]];
    return ours === theirs ? [] : [{ step, what, simulated: ours, real: theirs }];
  });
}
