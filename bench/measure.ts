/** One line of the table: what a baseline costs, and what the same costs with Assay around it. */
export interface Measurement {
  readonly what: string;
  readonly unit: string;
  readonly baseline: number;
  readonly ours: number;
  readonly goal: Goal;
}

/** `overhead`: at most so much more than the baseline. `ratio`: at most so many times the baseline. */
export type Goal = { readonly kind: 'overhead' | 'ratio'; readonly atMost: number };

/** Runs each of the samplers in turn, `times` times, after one warm-up each; gives the median of each one's figures. */
export async function alternate<const T extends readonly Sampler[]>(
  times: number,
  samplers: T,
): Promise<{ readonly [I in keyof T]: number }> {
  for (const sample of samplers) await sample();
  const figures = samplers.map((): number[] => []);
  for (let round = 0; round < times; round += 1) {
    for (const [index, sample] of samplers.entries()) figures[index]?.push(await sample());
  }
  return figures.map(median) as { readonly [I in keyof T]: number };
}

/** Does the thing once and gives what it cost. */
export type Sampler = () => Promise<number>;

function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
