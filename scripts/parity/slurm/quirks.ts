import type { Difference } from './compare.ts';

/** A kind of difference that is known, and why it is there. */
export interface Quirk {
  readonly name: string;
  readonly why: string;
  readonly matches: (difference: Difference) => boolean;
}

/** Every one of them is seen in a whole run, or it is stale. */
export const quirks: readonly Quirk[] = [];
