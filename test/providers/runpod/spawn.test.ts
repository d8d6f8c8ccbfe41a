import { expect, test } from 'vitest';
import type { Fetch } from '../../../src/provider/context.ts';
import { generateBootstrap } from '../../../src/provider/generate-bootstrap.ts';
import { runpodCapabilities } from '../../../src/providers/runpod/runpod-capabilities.ts';
import { cpuRequest, spotRequest, worldUnderTest } from './world-under-test.ts';

test('a create that was answered 500 and worked is adopted, and not sent again', async () => {
  const { provider, calls, liveIds } = worldUnderTest({ failsAfterCreateOneIn: 1, listLagMs: 3_000 });
  const { id } = await provider.spawn(cpuRequest);
  expect(await liveIds()).toEqual([id]);
  expect(calls.filter((call) => call === 'POST /v2/pods')).toHaveLength(1);
});

test('a bid that was answered with an error and worked is adopted, and not sent again', async () => {
  const { provider, liveIds } = worldUnderTest({ failsAfterCreateOneIn: 1 });
  const ticket = await provider.requestSpotInstance(spotRequest);
  expect(ticket).toEqual({ id: ticket.id, status: 'fulfilled', instanceId: ticket.id });
  expect(await liveIds()).toEqual([ticket.id]);
});

test('a create of which nothing can be seen is told as unclear, after a minute', async () => {
  const lost =
    (pass: Fetch): Fetch =>
    async (input, init) =>
      init?.method === 'POST' ? new Response('', { status: 502 }) : pass(input, init);
  const { provider, clock } = worldUnderTest({}, lost);
  await expect(provider.spawn(cpuRequest)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
  expect(clock.monotonic()).toBeGreaterThanOrEqual(60_000);
});

test('a plain refusal is told at once, and nothing is looked for', async () => {
  const { provider, calls } = worldUnderTest({ balanceUsd: 0 });
  await expect(provider.spawn(cpuRequest)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  expect(calls).not.toContain('GET /v2/pods');
});

test('no two pods have one name, whatever the caller calls them, and the caller sees its own', async () => {
  const { provider, bodies } = worldUnderTest();
  const request = { ...cpuRequest, name: 'worker' };
  const { id } = await provider.spawn(request);
  await provider.spawn(request);
  expect(new Set(bodies.map(({ name }) => name)).size).toBe(2);
  expect((await provider.get(id))?.name).toBe('worker');
});

test('a size is rounded up to the cheapest flavor that is enough, and told as what it is', async () => {
  const { provider, bodies } = worldUnderTest();
  const { id } = await provider.spawn({ spec: { cpus: 3, memoryMiB: 12_000 } });
  expect(bodies[0].cpu).toEqual({ id: 'cpu3g', vcpuCount: 4 });
  expect((await provider.get(id))?.spec).toEqual({ cpus: 4, memoryMiB: 16_384, diskGiB: 20 });
});

test('GPUs are asked for with the least that their host must give each', async () => {
  const { provider, bodies } = worldUnderTest();
  await provider.spawn({ spec: { cpus: 20, memoryMiB: 102_400, gpu: { model: 'NVIDIA A40', count: 2 } } });
  expect(bodies[0].gpu).toEqual({ id: 'NVIDIA A40', count: 2, minVcpuCountPerGpu: 10, minRamPerGpu: 50 });
});

test('what is bid for a pod is divided among its GPUs', async () => {
  const { provider, bodies } = worldUnderTest();
  await provider.requestSpotInstance(spotRequest);
  expect(bodies[0].variables.input).toMatchObject({ gpuCount: 2, bidPerGpu: 0.5 });
});

test.each([
  ['a data center that is not there', { region: 'eu-ro-1' }],
  ['a size that no host has', { spec: { cpus: 4_096, memoryMiB: 4_096 } }],
  ['more GPUs than one host has', { spec: { ...cpuRequest.spec, gpu: { model: 'NVIDIA A40', count: 9 } } }],
  ['a key', { idempotencyKey: 'k' }],
  ['two volumes', { volumeIds: ['abc', 'def'] }],
])('%s is refused before anything is made', async (_what, part) => {
  const { provider, calls } = worldUnderTest();
  await expect(provider.spawn({ ...cpuRequest, ...part })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(calls).not.toContain('POST /v2/pods');
});

test('a volume takes its pod to its own data center', async () => {
  const { provider } = worldUnderTest();
  const volume = await provider.createVolume({ sizeGiB: 10, region: 'US-TX-3' });
  const { id } = await provider.spawn({ ...cpuRequest, volumeIds: [volume.id] });
  expect(await provider.get(id)).toMatchObject({ region: 'US-TX-3', volumeIds: [volume.id] });
  const elsewhere = { ...cpuRequest, region: 'EU-RO-1', volumeIds: [volume.id] };
  await expect(provider.spawn(elsewhere)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test('a bootstrap is the command of the container, with nothing in it that a shell could read', async () => {
  const { provider, bodies } = worldUnderTest();
  const bootstrap = generateBootstrap({ commands: [`echo "it's $HOME"`] }, 'runpod', runpodCapabilities);
  await provider.spawn({ ...cpuRequest, bootstrap });
  const [, script = ''] = /^sh -c 'echo ([A-Za-z0-9+/=]+) \| base64 -d >/.exec(bodies[0].args) ?? [];
  expect(Buffer.from(script, 'base64').toString()).toBe(bootstrap.content);
});

test('a bootstrap in cloud-init is refused: a container has none', async () => {
  const { provider } = worldUnderTest();
  const bootstrap = generateBootstrap({ format: 'cloud-init' }, 'runpod', runpodCapabilities);
  await expect(provider.spawn({ ...cpuRequest, bootstrap })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});
