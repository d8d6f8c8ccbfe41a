import type { WorldFacts } from '../../testbed/world-facts.ts';
import type { Name, Step } from '../step.ts';

/** A larger pool is not worth emptying. */
const poolMax = 8;

/** How many warm volumes there are, where a case can claim them all; undefined where nobody knows or there are many. */
export function poolSize({ warmVolumesMax }: WorldFacts): number | undefined {
  return warmVolumesMax !== undefined && warmVolumesMax <= poolMax ? warmVolumesMax : undefined;
}

/** How many warm volumes can be claimed for sure. */
export function claimsSure({ warmVolumesMax }: WorldFacts): number {
  return Math.max(1, Math.min(poolMax, warmVolumesMax ?? 1));
}

export function claim(as: Name): Step {
  return { op: 'claim-warm', as };
}

export function release(target: Name): Step {
  return { op: 'release-warm', target };
}

export function claimAt(index: number): Name {
  return `w${index + 1}`;
}
