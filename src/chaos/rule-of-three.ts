/**
 * What never came in so many tries comes in less than this share of them, at 95 %.
 *
 * @example
 * shareBelow(1_000); // 0.003
 */
export function shareBelow(tries: number): number {
  return Math.min(1, 3 / tries);
}

/** Whether its silence in so many tries says that it comes in less than this share of them: with fewer, it may be chance. */
export function isTellingSilence(tries: number, share: number): boolean {
  return tries > 0 && shareBelow(tries) <= share;
}
