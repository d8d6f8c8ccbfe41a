import { between, oneIn } from '../testbed/draw.ts';
import { createRandom, deriveSeed } from '../testbed/seeded-random.ts';
import type { Operation } from './experiment.ts';

const regionsMax = 3;

/** Lets some of the intents go to several regions. A stream of its own: what else they are asked for stays. */
export function drawRegions(seed: number, operations: readonly Operation[]): Operation[] {
  const random = createRandom(deriveSeed(seed, 'regions'));
  return operations.map((operation) =>
    operation.do === 'launch' && oneIn(random, 3)
      ? { ...operation, regions: between(random, 2, regionsMax) }
      : operation,
  );
}
