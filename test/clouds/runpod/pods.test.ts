import { expect, test } from 'vitest';
import { accountUnderTest, cpuPod, gpuPod, image } from './account-under-test.ts';

test('a pod runs only when its container is healthy, and says what may be done with it', async () => {
  const { call, wait } = accountUnderTest();
  const { status, body: made } = await call('POST', '/v2/pods', cpuPod);
  expect([status, made.status, made.runtime, made.cloud, made.ports]).toEqual([
    201,
    'PROVISIONING',
    null,
    'SECURE',
    [],
  ]);
  wait(1_000);
  expect((await call('GET', `/v2/pods/${made.id}`)).body).toMatchObject({
    status: 'STARTING',
    actions: ['stop', 'terminate'],
  });
  wait(4_000);
  const { body: running } = await call('GET', `/v2/pods/${made.id}`);
  expect(running).toMatchObject({ status: 'RUNNING', actions: ['stop', 'restart', 'terminate'], cost: 0.06 });
  expect(running.runtime).not.toBeNull();
});

test('a pod that has exited costs nothing, and starts again', async () => {
  const { call } = accountUnderTest();
  const { id } = (await call('POST', '/v2/pods', gpuPod)).body;
  const act = (action: string) => call('POST', `/v2/pods/${id}/action`, { action });
  expect((await act('stop')).body).toMatchObject({ status: 'EXITED', cost: 0, actions: ['start', 'terminate'] });
  expect((await act('stop')).status).toBe(409);
  expect((await act('start')).body).toMatchObject({ status: 'PROVISIONING', cost: 0.4 });
  expect((await act('terminate')).status).toBe(204);
  expect((await act('start')).status).toBe(404);
  expect((await call('POST', `/v2/pods/${id}/action`, { action: 'sing' })).status).toBe(404);
});

test('a start may find its host full', async () => {
  const { call } = accountUnderTest({ hostFullOneIn: 1 });
  const { id } = (await call('POST', '/v2/pods', gpuPod)).body;
  await call('POST', `/v2/pods/${id}/action`, { action: 'stop' });
  const { status, body } = await call('POST', `/v2/pods/${id}/action`, { action: 'start' });
  expect([status, body.detail]).toEqual([400, 'There are not enough free GPUs on the host machine to start this pod.']);
});

test('a pod that is deleted is not listed any more, and goes in its own time', async () => {
  const { call, service, wait } = accountUnderTest();
  const { id } = (await call('POST', '/v2/pods', cpuPod)).body;
  expect(await call('DELETE', `/v2/pods/${id}`)).toMatchObject({ status: 204, body: undefined });
  expect((await call('GET', '/v2/pods')).body).toEqual({ pods: [] });
  expect((await call('DELETE', `/v2/pods/${id}`)).body).toMatchObject({
    status: 404,
    detail: 'pod not found to terminate',
  });
  expect(await service.ledger.entries()).toMatchObject([{ id, gone: false }]);
  wait(500);
  expect(await service.ledger.entries()).toMatchObject([{ id, gone: true }]);
});

test('where terminated pods are not hidden, one shows for a minute', async () => {
  const { call, wait } = accountUnderTest({ hidesTerminated: false });
  const { id } = (await call('POST', '/v2/pods', cpuPod)).body;
  await call('DELETE', `/v2/pods/${id}`);
  expect((await call('GET', '/v2/pods')).body.pods).toMatchObject([{ id, status: 'TERMINATED', actions: [], cost: 0 }]);
  wait(60_000);
  expect((await call('GET', '/v2/pods')).body.pods).toEqual([]);
});

test('a pod that was made just now is listed, and not found by its id for a while', async () => {
  const { call, wait } = accountUnderTest({ getGapMs: 60_000 });
  const { id } = (await call('POST', '/v2/pods', cpuPod)).body;
  expect((await call('GET', '/v2/pods')).body.pods).toHaveLength(1);
  expect((await call('GET', `/v2/pods/${id}`)).body).toMatchObject({ status: 404, detail: 'pod not found' });
  wait(60_000);
  expect((await call('GET', `/v2/pods/${id}`)).status).toBe(200);
});

test('a create may answer 500 and make its pod', async () => {
  const { call } = accountUnderTest({ failsAfterCreateOneIn: 1 });
  expect((await call('POST', '/v2/pods', cpuPod)).status).toBe(500);
  expect((await call('GET', '/v2/pods')).body.pods).toMatchObject([{ name: 'a' }]);
});

test('the environment of a pod is told in every read, or in none', async () => {
  const env = { TOKEN: 'secret' };
  const open = await accountUnderTest().call('POST', '/v2/pods', { ...cpuPod, env });
  const closed = await accountUnderTest({ echoesEnv: false }).call('POST', '/v2/pods', { ...cpuPod, env });
  expect([open.body.env, closed.body.env]).toEqual([env, {}]);
});

test('a field that no schema has is refused by its name, or passed over', async () => {
  const body = { ...gpuPod, gpu: { ...gpuPod.gpu, flavour: 'x' }, gpuTypeIds: ['NVIDIA A40'] };
  const strict = await accountUnderTest().call('POST', '/v2/pods', body);
  expect(strict.status).toBe(422);
  expect(strict.body.errors).toEqual(['gpuTypeIds: unknown field', 'gpu.flavour: unknown field']);
  expect((await accountUnderTest({ refusesUnknownFields: false }).call('POST', '/v2/pods', body)).status).toBe(201);
});

test.each([
  ['no name', { name: undefined }, 422],
  ['an environment that is no map of texts', { env: { A: 1 } }, 422],
  [
    'two network volumes',
    {
      mounts: {
        network: [
          { volumeId: 'a', path: '/a' },
          { volumeId: 'b', path: '/b' },
        ],
      },
    },
    422,
  ],
  ['GPUs and CPUs', { gpu: gpuPod.gpu }, 400],
  ['neither', { cpu: undefined }, 400],
  ['no image', { image: undefined }, 400],
  ['a number of vCPUs that is no power of two', { cpu: { id: 'cpu3c', vcpuCount: 3 } }, 400],
  ['a disk that is too large for its flavor', { disk: 21 }, 400],
  ['a CPU pod on Community Cloud', { cloud: 'COMMUNITY' }, 400],
  ['host-local storage for a CPU pod', { mounts: { persistent: { size: 10, path: '/a' } } }, 400],
  ['a flavor that is not there', { cpu: { id: 'cpu9z', vcpuCount: 2 } }, 404],
  ['a template that is not there', { templateId: 't' }, 404],
  ['an image that is not on its registry', { image: `${image}x` }, 422],
])('%s is refused with its status, and nothing is made', async (_what, part, status) => {
  const { call, service } = accountUnderTest();
  expect((await call('POST', '/v2/pods', { ...cpuPod, ...part })).status).toBe(status);
  expect(await service.ledger.entries()).toEqual([]);
});

test('a data center is called a preference, and is none', async () => {
  const elsewhere = { ...gpuPod, gpu: { id: 'NVIDIA H100 80GB HBM3' }, dataCenterIds: ['US-TX-3'] };
  const { status, body } = await accountUnderTest().call('POST', '/v2/pods', elsewhere);
  expect([status, body.detail]).toEqual([400, expect.stringContaining('no longer any instances available')]);
  const lax = await accountUnderTest({ enforcesDataCenters: false }).call('POST', '/v2/pods', elsewhere);
  expect(lax.body).toMatchObject({ status: 'PROVISIONING', dataCenterId: 'EU-RO-1' });
});

test('without credit for an hour nothing is rented, nor beyond the limit of what may be spent', async () => {
  expect((await accountUnderTest({ balanceUsd: 0.05 }).call('POST', '/v2/pods', cpuPod)).status).toBe(402);
  const { call } = accountUnderTest({ spendLimitUsdPerHour: 0.1 });
  expect((await call('POST', '/v2/pods', cpuPod)).status).toBe(201);
  expect((await call('POST', '/v2/pods', cpuPod)).body.detail).toContain('spend limit');
});

test('a host gives each GPU at least what was asked for, and nothing more than it has', async () => {
  const { call } = accountUnderTest();
  const sized = (more: object) => call('POST', '/v2/pods', { ...gpuPod, gpu: { ...gpuPod.gpu, count: 2, ...more } });
  expect((await sized({})).body.gpu).toEqual({ id: 'NVIDIA A40', count: 2, vcpuCount: 16, memory: 92 });
  expect((await sized({ minVcpuCountPerGpu: 20, minRamPerGpu: 100 })).body.gpu).toMatchObject({
    vcpuCount: 40,
    memory: 200,
  });
  expect((await sized({ minVcpuCountPerGpu: 100 })).body.detail).toContain('no longer any instances');
});
