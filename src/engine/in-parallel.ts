interface ParallelWork<T, R> {
  readonly items: readonly T[];
  /** How many run at the same time. */
  readonly width: number;
  readonly run: (item: T) => Promise<R>;
  /** How much work an item is beside the others. The costliest is begun first, so that nobody waits for one alone. */
  readonly costOf: (item: T) => number;
}

/** Results in the order of the items, whatever the order in which they were begun and ended. */
export async function inParallel<T, R>({ items, width, run, costOf }: ParallelWork<T, R>): Promise<readonly R[]> {
  const results: R[] = [];
  const left = [...items.entries()].toSorted(([, a], [, b]) => costOf(b) - costOf(a)).values();
  const lane = async (): Promise<void> => {
    for (const [index, item] of left) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}
