import { expect, test } from 'vitest';
import { noCapabilities } from '../../../src/provider/capability.ts';
import { bodyOf, hostUnderTest, order } from './host-under-test.ts';

test('a host of several regions names them, and makes machines in each', () => {
  const host = hostUnderTest();
  const { regions } = bodyOf(host.call('GET', '/v1/regions'));
  expect(regions).toEqual([{ name: 'local' }, { name: 'attic' }, { name: 'cellar' }]);
  for (const { name } of regions) {
    expect(bodyOf(host.call('POST', '/v1/machines', order(name, { region: name }))).region).toBe(name);
  }
  expect(bodyOf(host.call('POST', '/v1/machines', order('anywhere'))).region).toBe('local');
});

test('a host that is one place refuses every other', () => {
  const host = hostUnderTest({ capabilities: noCapabilities });
  expect(bodyOf(host.call('POST', '/v1/machines', order('a', { region: 'attic' }))).error.code).toBe('unknown_region');
  expect(bodyOf(host.call('GET', '/v1/regions')).error.code).toBe('not_offered');
});

test('a volume goes to no machine of another region', () => {
  const host = hostUnderTest();
  const { id, region } = bodyOf(host.call('POST', '/v1/volumes', { size_gib: 1, region: 'attic' }));
  expect(region).toBe('attic');
  const elsewhere = host.call('POST', '/v1/machines', order('a', { volumes: [id] }));
  expect(bodyOf(elsewhere).error.code).toBe('volume_elsewhere');
  expect(host.call('POST', '/v1/machines', order('b', { volumes: [id], region: 'attic' })).status).toBe(201);
});

test('warm volumes are kept in one region', () => {
  const host = hostUnderTest();
  expect(bodyOf(host.call('POST', '/v1/warm-volumes', { region: 'attic' })).error.code).toBe('pool_empty');
  expect(bodyOf(host.call('POST', '/v1/warm-volumes', { region: 'moon' })).error.code).toBe('unknown_region');
});

test('GPUs are what was ordered, and none where none were', () => {
  const host = hostUnderTest();
  const gpu = { model: 'h100', count: 8 };
  expect(bodyOf(host.call('POST', '/v1/machines', order('a', { gpu }))).gpu).toEqual(gpu);
  expect(bodyOf(host.call('POST', '/v1/machines', order('b'))).gpu).toBeNull();
});
