import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SimulatedHostOptions } from '../../../src/clouds/orbstack/simulated-host-options.ts';
import { simulatedOrbstack } from '../../../src/clouds/orbstack/testbed.ts';
import { generateBootstrap } from '../../../src/provider/generate-bootstrap.ts';
import { supports } from '../../../src/provider/supports.ts';
import { createOrbstack, orbstack } from '../../../src/providers/orbstack/orbstack.ts';
import type { Fault } from '../../../src/testbed/fault.ts';
import type { Testbed, World } from '../../../src/testbed/testbed.ts';

const request = { spec: { cpus: 1, memoryMiB: 512 }, tags: { team: 'x' } };

/** Correct hosts whose manners are at the edge of what is allowed. */
const oddHosts: readonly (readonly [string, Partial<SimulatedHostOptions>])[] = [
  ['of any seed', {}],
  ['that shows everything late', { listLagMs: 5_000, getLagMs: 4_900 }],
  ['that keeps tombstones', { tombstoneMs: 3_600_000, pageSize: 1, shuffle: true }],
  ['that is slow', { latencyMinMs: 500, latencyMaxMs: 2_000, bootMs: 100_000, deleteMs: 50_000 }],
];

test.each(oddHosts)('on a host %s, one key gives one instance to all who ask at once', async (_manner, options) => {
  await anyWorld(options, async ({ registration: { provider }, ledger }, count) => {
    const asked = Array.from({ length: count + 1 }, () => provider.spawn({ ...request, idempotencyKey: 'k' }));
    const ids = (await Promise.all(asked)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    expect((await ledger?.entries())?.map(({ id }) => id)).toEqual([ids[0]]);
  });
});

test.each(oddHosts)('on a host %s, a list is complete over every page', async (_manner, options) => {
  await anyWorld(options, async ({ registration: { provider }, clock }, count) => {
    const spawned: string[] = [];
    for (let n = 0; n < count; n += 1) spawned.push((await provider.spawn(request)).id);
    await clock.sleep(5_000);
    const listed = (await provider.list()).map(({ id }) => id);
    expect([...listed].sort()).toEqual([...spawned].sort());
  });
});

test.each(oddHosts)('on a host %s, a machine behind a lost answer is found', async (_manner, options) => {
  for (const kind of ['response-lost', 'error-after-success'] as const) {
    await anyWorld(options, async ({ registration: { provider }, faults, ledger }) => {
      faults?.inject({ kind, scope: { operation: 'spawn', nth: 1 } });
      const { id } = await provider.spawn(request);
      expect((await ledger?.entries())?.map((entry) => entry.id)).toEqual([id]);
    });
  }
});

const hopeless: readonly Fault[] = [
  { kind: 'hang', scope: { operation: 'spawn' } },
  { kind: 'native-error', error: 'unavailable', scope: { operation: 'spawn' } },
];

test.each(hopeless)('a spawn under %j ends in an ambiguous error, in time', async (fault) => {
  await anyWorld({}, async ({ registration: { provider }, faults, clock, facts }) => {
    faults?.inject(fault);
    const startedMs = clock.monotonic();
    await expect(provider.spawn(request)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
    expect(clock.monotonic() - startedMs).toBeLessThan(facts.tolerances.callTimeoutMs);
  });
});

test('the same seed gives the same history, byte for byte; another seed another one', async () => {
  const first = await history(simulatedOrbstack(), 7);
  expect(await history(simulatedOrbstack(), 7)).toBe(first);
  expect(await history(simulatedOrbstack(), 8)).not.toBe(first);
});

test('what the run is called does not change its history', async () => {
  const one = await history(simulatedOrbstack(), 7, 'one');
  expect(await history(simulatedOrbstack(), 7, 'two')).toBe(one);
});

test('a snapshot and a volume live longer than their machine, and a machine starts from both', async () => {
  await anyWorld({}, async ({ registration, clock }) => {
    const { provider } = registration;
    if (!supports(provider, 'snapshots') || !supports(provider, 'persistentVolumes'))
      throw new Error('it has no disks');
    const volume = await provider.createVolume({ sizeGiB: 8, tags: { a: 'b' } });
    const { id } = await provider.spawn({ ...request, volumeIds: [volume.id] });
    expect(await provider.getVolume(volume.id)).toMatchObject({ status: 'in-use', sizeGiB: 8, tags: { a: 'b' } });
    const snapshot = await provider.createSnapshot(id);
    await provider.terminate(id);
    await clock.sleep(60_000);
    expect(await provider.getSnapshotStatus(snapshot.id)).toMatchObject({ status: 'ready', progress: 100 });
    const next = await provider.spawn({ ...request, snapshotId: snapshot.id, volumeIds: [volume.id] });
    await expect(provider.deleteVolume(volume.id)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
    await provider.terminate(next.id);
    await clock.sleep(60_000);
    await provider.deleteVolume(volume.id);
    await provider.deleteVolume(volume.id);
    expect(await provider.getVolume(volume.id)).toBeNull();
    await provider.deleteSnapshot(snapshot.id);
    await expect(provider.getSnapshotStatus(snapshot.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

test('a network is honoured, and an unknown one is refused', async () => {
  await anyWorld({}, async ({ registration: { provider } }) => {
    expect(await provider.spawn({ ...request, network: 'isolated' })).toMatchObject({ network: 'isolated' });
    const refused = provider.spawn({ ...request, network: 'nowhere' });
    await expect(refused).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  });
});

test('a wrong token is an AUTH_ERROR', async () => {
  const module = {
    name: 'orbstack',
    create: (context: Parameters<typeof createOrbstack>[0]) =>
      createOrbstack({ ...context, env: { ...context.env, ORBSTACK_TOKEN: 'wrong' } }),
  };
  const world = await simulatedOrbstack().open({ ...openOptions(1), module });
  await expect(world.registration.provider.list()).rejects.toMatchObject({ code: 'AUTH_ERROR' });
});

test('the bootstrap of a machine runs in the world’s shell', async () => {
  await anyWorld({}, async ({ shell }) => {
    const { content } = generateBootstrap({ environment: { WHO: 'me' }, commands: ['printf %s "$WHO"'] });
    expect(await shell?.run(content)).toMatchObject({ exitCode: 0, stdout: 'me' });
  });
});

/** Runs a law in worlds of several seeds, with a count that goes over the page boundaries. */
async function anyWorld(
  options: Partial<SimulatedHostOptions>,
  law: (world: World, count: number) => Promise<void>,
): Promise<void> {
  const testbed = simulatedOrbstack(options);
  const property = fc.asyncProperty(fc.nat(), fc.nat({ max: 11 }), async (seed, count) => {
    const world = await testbed.open(openOptions(seed));
    await law(world, count);
    await world.close();
  });
  await fc.assert(property, { numRuns: 20, examples: [0, 1, 4, 5, 6, 10].map((count) => [count, count]) });
}

async function history(testbed: Testbed, seed: number, runId?: string): Promise<string> {
  const { registration, clock, ledger, transcript } = await testbed.open(openOptions(seed, runId));
  const { provider } = registration;
  const spawned = [await provider.spawn(request), await provider.spawn({ ...request, idempotencyKey: 'k' })];
  await clock.sleep(3_000);
  await provider.terminate(spawned[0]?.id ?? '');
  const listed = await provider.list();
  return JSON.stringify([spawned, listed, clock.monotonic(), await ledger?.entries(), transcript.entries()]);
}

function openOptions(seed: number, runId = 'test') {
  return { module: orbstack, seed, runId, settings: {}, signal: new AbortController().signal };
}
