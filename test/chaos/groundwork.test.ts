import { expect, test } from 'vitest';
import { generateExperiment } from '../../src/chaos/generate-experiment.ts';
import { referenceControlPlane } from '../../src/controlplane/reference/reference.ts';
import { kindsOnSimulatedHost, play } from './host.ts';

const seeds = 20;

/** In how many runs a kind acts that has only its groundwork beside it. */
async function actsOf(name: string): Promise<number> {
  const kinds = kindsOnSimulatedHost.filter(({ kind }) => [name, 'stopped-by-hand'].includes(kind));
  const featured = kinds.find(({ kind }) => kind === name);
  let acts = 0;
  for (let seed = 0; seed < seeds; seed += 1) {
    const { features = [] } = referenceControlPlane;
    const drawn = generateExperiment(seed, { kinds, windowMs: 10_000, features, ...(featured && { featured }) });
    const { acted, violation } = await play(drawn, referenceControlPlane, seed);
    expect(violation).toBeUndefined();
    if ((acted.get('d1') ?? 0) > 0) acts += 1;
  }
  return acts;
}

const seldom = ['spot-interruption', 'price-shift', 'sold-twice', 'token-anomaly', 'id-reused', 'started-by-hand'];

test.each(seldom)(
  '%s, which chance alone would seldom let act, acts in a third of its runs and more',
  { timeout: 60_000 },
  async (kind) => {
    expect(await actsOf(kind)).toBeGreaterThan(seeds / 3);
  },
);
