import { expect, test } from 'vitest';
import { bodyOf, hostUnderTest, order } from './host-under-test.ts';

test('a volume is free, attached, free again, and outlives its machine', () => {
  const host = hostUnderTest();
  const { id } = bodyOf(host.call('POST', '/v1/volumes', { size_gib: 10 }));
  const state = () => bodyOf(host.call('GET', `/v1/volumes/${id}`)).state;
  expect(state()).toBe('creating');
  host.wait(100);
  expect(state()).toBe('free');
  const machine = bodyOf(host.call('POST', '/v1/machines', order('a', { volumes: [id] })));
  expect(state()).toBe('attached');
  expect(host.call('DELETE', `/v1/volumes/${id}`).status).toBe(409);
  expect(bodyOf(host.call('POST', '/v1/machines', order('b', { volumes: [id] }))).error.code).toBe('volume_in_use');
  host.call('DELETE', `/v1/machines/${machine.id}`);
  host.wait(500);
  expect(state()).toBe('free');
  expect(host.call('DELETE', `/v1/volumes/${id}`).status).toBe(204);
  expect(host.call('GET', `/v1/volumes/${id}`).status).toBe(404);
});

test('a snapshot makes progress and outlives its machine', () => {
  const host = hostUnderTest();
  const machine = bodyOf(host.call('POST', '/v1/machines', order('a')));
  const { id } = bodyOf(host.call('POST', '/v1/snapshots', { machine: machine.id }));
  host.wait(500);
  expect(bodyOf(host.call('GET', `/v1/snapshots/${id}`))).toMatchObject({ state: 'saving', progress: 50 });
  host.call('DELETE', `/v1/machines/${machine.id}`);
  host.wait(500);
  expect(bodyOf(host.call('GET', `/v1/snapshots/${id}`))).toMatchObject({ state: 'ready', progress: 100 });
  expect(host.call('POST', '/v1/machines', order('b', { snapshot: id })).status).toBe(201);
  expect(host.call('DELETE', `/v1/snapshots/${id}`).status).toBe(204);
  expect(host.call('DELETE', `/v1/snapshots/${id}`).status).toBe(404);
});

test('a snapshot of a machine that is not there is refused', () => {
  expect(hostUnderTest().call('POST', '/v1/snapshots', { machine: 'm-0' }).status).toBe(404);
});

test('a network can be made, used, and removed when nobody is on it', () => {
  const host = hostUnderTest();
  expect(host.call('POST', '/v1/networks', { name: 'private' }).status).toBe(201);
  expect(host.call('POST', '/v1/networks', { name: 'private' }).status).toBe(409);
  const machine = bodyOf(host.call('POST', '/v1/machines', order('a', { network: 'private' })));
  expect(host.call('DELETE', '/v1/networks/private').status).toBe(409);
  host.call('DELETE', `/v1/machines/${machine.id}`);
  host.wait(500);
  expect(host.call('DELETE', '/v1/networks/private').status).toBe(204);
  expect(host.call('GET', '/v1/networks').body).toEqual({
    networks: [
      { id: 'bridge', name: 'bridge' },
      { id: 'isolated', name: 'isolated' },
    ],
  });
});
