import { expect, test } from 'vitest';
import { foreignToInstance, foreignToSnapshot } from '../../src/contracts/generic-fields.ts';

test('what an instance has beside the generic fields is named, also within its spec', () => {
  const spec = { cpus: 1, memoryMiB: 512, instanceType: 't3.micro', gpu: { model: 'T4', count: 1, vendor: 'nvidia' } };
  const instance = { id: 'i', status: 'running', aws: {}, availabilityZone: 'a', tags: { anything: 'goes' }, spec };
  expect(foreignToInstance(instance)).toEqual(['aws', 'availabilityZone', 'spec.instanceType', 'spec.gpu.vendor']);
});

test('a field without a value shows nothing, and neither does what is no instance at all', () => {
  expect(foreignToInstance({ id: 'i', status: 'running', aws: undefined })).toEqual([]);
  for (const value of [null, undefined, 'i', 7]) expect(foreignToInstance(value)).toEqual([]);
});

test('a snapshot has its own generic fields', () => {
  expect(foreignToSnapshot({ id: 's', status: 'ready', progress: 100, instanceId: 'i', name: 'n' })).toEqual(['name']);
});
