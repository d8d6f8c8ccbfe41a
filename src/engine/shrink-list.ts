export interface ShrinkListOptions<T> {
  /** The list without these, and without what goes with them. */
  readonly without: (items: readonly T[], from: number, to: number) => readonly T[];
  /** Whether a shorter list still fails in the same way. Costs a run. */
  readonly stillFails: (items: readonly T[]) => Promise<boolean>;
  /** Never shorter than this. */
  readonly lengthMin: number;
}

/** Delta debugging (ddmin): ever smaller chunks are left out while the failure stays. */
export async function shrinkList<T>(items: readonly T[], options: ShrinkListOptions<T>): Promise<readonly T[]> {
  const { without, stillFails, lengthMin } = options;
  let current = items;
  for (let size = Math.ceil(current.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    let from = current.length - size;
    // From the end: later ones depend on earlier ones, so they go first.
    while (current.length > lengthMin) {
      const start = Math.max(0, from);
      const smaller = without(current, start, start + size);
      const isShorter = smaller.length >= lengthMin && smaller.length < current.length;
      if (isShorter && (await stillFails(smaller))) current = smaller;
      if (start === 0) break;
      from = Math.min(start, current.length) - size;
    }
  }
  return current;
}
