import type { Random } from '../provider/context.ts';

/** A whole number from `min` to `max`, both included. */
export function between(random: Random, min: number, max: number): number {
  return min + Math.floor(random.next() * (max - min + 1));
}

/** True once in `n` times. */
export function oneIn(random: Random, n: number): boolean {
  return random.next() * n < 1;
}
