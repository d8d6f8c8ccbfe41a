import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { runContract } from '../../src/engine/run-contract.ts';
import { createWorlds } from '../../src/engine/worlds.ts';
import { findRegistered } from '../../src/registry.ts';
import type { Testbed } from '../../src/testbed/testbed.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void;

/** How much hangs on the clock of a world, and with it on whatever keeps any part of that world. */
const ballastBytes = 400_000;
const runs = 60;

/** Collections of all memory are rare: until the next one, every world that outlives a small one is carried along by all of them. */
test.each(['orbstack', 'lambda', 'runpod', 'slurm', 'gcp', 'coreweave'])(
  'the worlds of %s are let go by a small collection, long before all memory is cleared up',
  async (name) => {
    const { module, testbeds } = findRegistered(name);
    const contract = contractCatalogue.find(({ id }) => id === 'launch.reaches-running');
    if (!testbeds[0] || !contract) throw new Error(`${name} has no testbed, or there is no such contract`);
    const { signal } = new AbortController();
    const testbed = withBallast(testbeds[0]);
    const worlds = createWorlds({ testbed, module, settings: {}, runId: 'ballast', seed: 1, signal });
    const facts = await worlds.within(1, async (world) => world.facts);
    const play = (onCase: (cases: number) => void) =>
      runContract({ worlds, facts, contract, seed: 1, runs, signal, elapsedMs: () => 0, onCase });

    await play(() => {});
    collect();
    const beforeBytes = process.memoryUsage().heapUsed;
    await play((cases) => {
      if (cases % 5 === 0) collect({ type: 'minor' });
    });
    collect({ type: 'minor' });
    collect({ type: 'minor' });

    const keptBytes = process.memoryUsage().heapUsed - beforeBytes;
    expect(keptBytes / ballastBytes).toBeLessThan(runs / 4);
  },
);

function withBallast(testbed: Testbed): Testbed {
  return {
    ...testbed,
    open: async (options) => {
      const world = await testbed.open(options);
      // Small enough for each to be young.
      const ballast = Array.from({ length: 10 }, () => new Array(ballastBytes / 80).fill(options.seed));
      Object.assign(world.clock, { ballast });
      return world;
    },
  };
}
