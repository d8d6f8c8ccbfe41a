import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ProviderModule, Registration } from '../../src/provider/registration.ts';
import type { Testbed, World } from '../../src/testbed/testbed.ts';
import { counted } from './counted-module.ts';
import type { Search } from './search.ts';

/** The test file that one writes for an adapter by hand: each example in a world of its own, no generated input. */
export async function searchWithExamples(module: ProviderModule, testbed: Testbed, seed: number): Promise<Search> {
  const count = { calls: 0 };
  const { signal } = new AbortController();
  for (const [index, example] of examples.entries()) {
    const world = await testbed.open({ module: counted(module, count), seed, runId: 'bench', settings: {}, signal });
    try {
      await example(world.registration, world);
    } catch {
      const { calls } = count;
      return { found: true, cases: index + 1, callsToFind: calls, callsToMinimal: calls, steps: 0 };
    } finally {
      await world.close();
    }
  }
  return { found: false, calls: count.calls };
}

type Example = (registration: Registration, world: World) => Promise<void>;

const request = { spec: { cpus: 2, memoryMiB: 1_024 }, tags: { team: 'blue' } };

const examples: readonly Example[] = [
  async ({ provider }) => {
    const instance = await provider.spawn(request);
    assert.ok(instance.id);
    assert.ok(instance.status);
  },
  async ({ provider }, world) => {
    const { id } = await provider.spawn(request);
    await settle(world);
    const instance = await provider.get(id);
    assert.equal(instance?.id, id);
    assert.deepEqual(instance?.spec, request.spec);
    assert.deepEqual(instance?.tags, request.tags);
  },
  async ({ provider }, world) => {
    const { id } = await provider.spawn(request);
    await settle(world);
    assert.ok((await provider.list()).some((instance) => instance.id === id));
    assert.equal((await provider.list({ tags: { team: 'blue' } })).length, 1);
    assert.equal((await provider.list({ tags: { team: 'red' } })).length, 0);
  },
  async ({ provider }, world) => {
    const { id } = await provider.spawn(request);
    await provider.terminate(id);
    await provider.terminate(id);
    await world.clock.sleep(world.facts.tolerances.terminateTimeoutMs);
    const instance = await provider.get(id);
    assert.ok(instance === null || instance.status === 'terminated');
  },
  async ({ provider }) => {
    await provider.terminate('does-not-exist');
    assert.equal(await provider.get('does-not-exist'), null);
  },
  async ({ provider }) => {
    await assert.rejects(provider.spawn({ spec: { cpus: 0, memoryMiB: 1_024 } }), { code: 'INVALID_SPEC' });
  },
  async ({ provider }) => {
    const { content, checksum } = provider.generateBootstrap({ environment: { NAME: 'value' }, commands: ['true'] });
    assert.ok(content.includes('NAME'));
    assert.equal(checksum, createHash('sha256').update(content).digest('hex'));
  },
  async ({ hooks }) => {
    await hooks.onStartup();
    const receipts = await hooks.onHeartbeat([{ id: 't1', type: 'health_check' }]);
    assert.equal(receipts[0]?.outcome, 'completed');
    await hooks.onShutdown();
  },
];

function settle({ clock, facts }: World): Promise<void> {
  return clock.sleep(facts.tolerances.bootTimeoutMs);
}
