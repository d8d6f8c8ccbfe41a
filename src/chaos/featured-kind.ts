import type { Random } from '../provider/context.ts';
import { between } from '../testbed/draw.ts';
import { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
import type { DisturbanceKind } from './disturbance.ts';

/**
 * The kind that a run has among its disturbances, whatever else it draws: dealt like cards, so that each comes once before
 * any comes again. It follows from the number of the run alone, never from what came of others: runs stay independent, and
 * may be made in any order.
 */
export function featuredKind(
  kinds: readonly DisturbanceKind[],
  seed: number,
  index: number,
): DisturbanceKind | undefined {
  if (kinds.length === 0) return undefined;
  const deal = Math.floor(index / kinds.length);
  return shuffled(kinds, createRandom(deriveSeed(seed, `deal:${deal}`)))[index % kinds.length];
}

function shuffled<T>(items: readonly T[], random: Random): readonly T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = between(random, 0, last);
    [mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T];
  }
  return mixed;
}
