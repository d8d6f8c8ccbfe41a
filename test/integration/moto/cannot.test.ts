import { describe, expect, test } from 'vitest';
import { cannot } from '../../../src/clouds/moto/cannot.ts';
import { motoEc2 } from '../../../src/clouds/moto/testbed.ts';
import { contractCatalogue } from '../../../src/contracts/catalogue.ts';
import { runContract } from '../../../src/engine/run-contract.ts';
import { createWorlds } from '../../../src/engine/worlds.ts';
import type { CapabilityMethods } from '../../../src/provider/provider.ts';
import { aws } from '../../../src/providers/aws/aws.ts';
import { openWorld } from './moto-world.ts';
import { missingMoto } from './require-moto.ts';

const seed = 5;
/** The search ends with the first failure. */
const runs = 150;
const { signal } = new AbortController();

/** They hold on moto, and say nothing there. */
const empty = Object.keys(cannot).filter((id) => id.startsWith('costs.'));
const wrong = Object.keys(cannot).filter((id) => !empty.includes(id));

describe.skipIf(missingMoto !== null)('what moto cannot judge', () => {
  test.each(wrong)('%s would not pass there', async (id) => {
    const contract = contractCatalogue.find((one) => one.id === id);
    if (!contract) throw new Error(`there is no contract ${id}`);
    const worlds = createWorlds({ testbed: motoEc2, module: aws, settings: {}, runId: 'r', seed, signal });
    const facts = await worlds.within(seed, async (world) => world.facts);
    const elapsedMs = () => performance.now();
    const { outcome } = await runContract({ worlds, facts, contract, seed, runs, signal, elapsedMs });
    // Where calls overlap it depends on which answer of moto comes first.
    expect(outcome.outcome).toMatch(/^(fail|flaky)$/);
  });

  test('bills: nothing costs anything there, not even a machine', async () => {
    expect(empty).toEqual(['costs.additive', 'costs.non-negative']);
    const { provider } = await openWorld();
    await provider.spawn({ spec: { cpus: 2, memoryMiB: 4_096 } });
    const { getCosts } = provider as unknown as CapabilityMethods['costExplorer'];
    expect(await getCosts({ from: '2026-01-01T00:00:00.000Z', to: '2026-03-01T00:00:00.000Z' })).toMatchObject({
      amount: 0,
    });
  });
});
