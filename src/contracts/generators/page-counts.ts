import type { WorldFacts } from '../../testbed/world-facts.ts';

const countWithoutPagesMax = 3;

/** How many instances to list where pages may go wrong: around one page, and over several. */
export function countsAtPageBoundaries(facts: WorldFacts): readonly number[] {
  const { pageSize, instancesMax } = facts;
  const counts =
    pageSize === undefined
      ? Array.from({ length: countWithoutPagesMax + 1 }, (_, count) => count)
      : [0, 1, pageSize - 1, pageSize, pageSize + 1, 2 * pageSize + 1, 3 * pageSize];
  return [...new Set(counts)].filter((count) => count <= instancesMax).sort((left, right) => left - right);
}

/** The most instances that are worth listing in one case: several pages, as far as the world allows. */
export function listedMax(facts: WorldFacts): number {
  return Math.max(...countsAtPageBoundaries(facts));
}
