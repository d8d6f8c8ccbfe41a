import { expect, test } from 'vitest';
import { noCapabilities } from '../../../src/provider/capability.ts';
import { bodyOf, hostUnderTest, order } from './host-under-test.ts';

test('every warm volume is given once, and then the pool is empty', () => {
  const host = hostUnderTest({ warmVolumes: 2 });
  const ids = [1, 2].map(() => bodyOf(host.call('POST', '/v1/warm-volumes')).id);
  expect(new Set(ids).size).toBe(2);
  expect(bodyOf(host.call('POST', '/v1/warm-volumes')).error.code).toBe('pool_empty');
});

test('a volume that is released is wiped, and then free again', () => {
  const host = hostUnderTest({ warmVolumes: 1, wipeMs: 1_000 });
  const { id } = bodyOf(host.call('POST', '/v1/warm-volumes'));
  expect(host.call('DELETE', `/v1/warm-volumes/${id}`).status).toBe(204);
  expect(host.call('DELETE', `/v1/warm-volumes/${id}`).status).toBe(404);
  expect(host.call('POST', '/v1/warm-volumes').status).toBe(503);
  host.wait(1_000);
  expect(bodyOf(host.call('POST', '/v1/warm-volumes')).id).toBe(id);
});

test('a claimed volume can be attached once, and is not released while a machine holds it', () => {
  const host = hostUnderTest();
  const { id } = bodyOf(host.call('POST', '/v1/warm-volumes'));
  expect(host.call('POST', '/v1/machines', order('a', { volumes: [id] })).status).toBe(201);
  expect(host.call('POST', '/v1/machines', order('b', { volumes: [id] })).status).toBe(409);
  expect(host.call('DELETE', `/v1/warm-volumes/${id}`).status).toBe(409);
});

test('a volume that nobody claimed is unknown to all, and not in the ledger', async () => {
  const host = hostUnderTest({ warmVolumes: 1 });
  const { id } = bodyOf(host.call('POST', '/v1/warm-volumes'));
  expect(await host.entries()).toMatchObject([{ kind: 'volume', id, gone: false }]);
  host.call('DELETE', `/v1/warm-volumes/${id}`);
  expect(await host.entries()).toMatchObject([{ kind: 'volume', id, gone: true }]);
  const refused = host.call('POST', '/v1/machines', order('a', { volumes: [id] }));
  expect(bodyOf(refused).error.code).toBe('unknown_volume');
});

test('a host that keeps no volumes ready has no pool, and a pool alone makes no volumes', () => {
  const without = hostUnderTest({ capabilities: noCapabilities });
  expect(bodyOf(without.call('POST', '/v1/warm-volumes')).error.code).toBe('not_offered');
  const alone = hostUnderTest({ capabilities: { ...noCapabilities, warmVolumes: true } });
  expect(bodyOf(alone.call('POST', '/v1/volumes', { size_gib: 1 })).error.code).toBe('not_offered');
  expect(alone.call('POST', '/v1/warm-volumes').status).toBe(201);
});

test('whoever asks for a machine again under its name is told of the name, not of the volume', () => {
  const host = hostUnderTest();
  const { id } = bodyOf(host.call('POST', '/v1/warm-volumes'));
  host.call('POST', '/v1/machines', order('a', { volumes: [id] }));
  const again = host.call('POST', '/v1/machines', order('a', { volumes: [id] }));
  expect(bodyOf(again).error.code).toBe('name_taken');
});
