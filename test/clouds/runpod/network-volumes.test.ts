import { expect, test } from 'vitest';
import { accountUnderTest, cpuPod } from './account-under-test.ts';

const order = { name: 'v', size: 10, dataCenter: 'US-TX-3' };

test('a network volume is made, listed, found and deleted', async () => {
  const { call } = accountUnderTest();
  const { status, body } = await call('POST', '/v2/network-volumes', order);
  expect([status, body]).toEqual([201, { id: body.id, ...order, type: 'STANDARD' }]);
  expect((await call('GET', '/v2/network-volumes')).body).toEqual({ networkVolumes: [body] });
  expect((await call('GET', `/v2/network-volumes/${body.id}`)).body).toEqual(body);
  expect((await call('DELETE', `/v2/network-volumes/${body.id}`)).status).toBe(204);
  expect((await call('DELETE', `/v2/network-volumes/${body.id}`)).status).toBe(404);
  expect((await call('GET', '/v2/network-volumes')).body).toEqual({ networkVolumes: [] });
});

test.each([
  ['smaller than 10 GB', { size: 9 }, 422],
  ['larger than 4096 GB', { size: 4_097 }, 422],
  ['with a field of another version', { dataCenterId: 'US-TX-3' }, 422],
  ['in a data center in lower case', { dataCenter: 'us-tx-3' }, 400],
])('one %s is refused', async (_what, part, status) => {
  expect((await accountUnderTest().call('POST', '/v2/network-volumes', { ...order, ...part })).status).toBe(status);
});

test('several pods may mount one, each in its data center alone, and it outlives them', async () => {
  const { call } = accountUnderTest();
  const { id } = (await call('POST', '/v2/network-volumes', order)).body;
  const mounting = { ...cpuPod, mounts: { network: [{ volumeId: id, path: '/data' }] } };
  const [first, second] = [await call('POST', '/v2/pods', mounting), await call('POST', '/v2/pods', mounting)];
  expect([first.body.dataCenterId, second.body.dataCenterId]).toEqual(['US-TX-3', 'US-TX-3']);
  const elsewhere = await call('POST', '/v2/pods', { ...mounting, dataCenterIds: ['EU-RO-1'] });
  expect(elsewhere.body.detail).toContain('no longer any instances');
  expect((await call('DELETE', `/v2/network-volumes/${id}`)).status).toBe(400);
  for (const pod of [first, second]) await call('DELETE', `/v2/pods/${pod.body.id}`);
  expect((await call('GET', `/v2/network-volumes/${id}`)).status).toBe(200);
});

test('where mounted volumes are not kept, one goes from under its pod', async () => {
  const { call } = accountUnderTest({ keepsMountedVolumes: false });
  const { id } = (await call('POST', '/v2/network-volumes', order)).body;
  await call('POST', '/v2/pods', { ...cpuPod, mounts: { network: [{ volumeId: id, path: '/data' }] } });
  expect((await call('DELETE', `/v2/network-volumes/${id}`)).status).toBe(204);
});

test('a pod with a volume that is not there is refused', async () => {
  const mounts = { network: [{ volumeId: 'nothing', path: '/data' }] };
  expect((await accountUnderTest().call('POST', '/v2/pods', { ...cpuPod, mounts })).status).toBe(404);
});
