import type { Difference } from './compare.ts';

/** A difference that is known, and not our model's fault. */
export interface Quirk {
  readonly name: string;
  /** One sentence. */
  readonly why: string;
  /** Who says so: documentation of EC2, or the place in moto. */
  readonly url: string;
  /** After it the two do not hold the same any more: the history ends. */
  readonly parts: boolean;
  matches(difference: Difference): boolean;
}

export const quirks: readonly Quirk[] = [];
