import { expect, test } from 'vitest';
import { cpuRequest, worldUnderTest } from './world-under-test.ts';

test('a volume is in use while a pod has it, and available when the pod is gone', async () => {
  const { provider } = worldUnderTest();
  const { id, status } = await provider.createVolume({ sizeGiB: 20 });
  expect(status).toBe('available');
  const pod = await provider.spawn({ ...cpuRequest, volumeIds: [id] });
  expect(await provider.getVolume(id)).toEqual({ id, status: 'in-use', sizeGiB: 20, region: 'EU-RO-1' });
  await expect(provider.deleteVolume(id)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  await provider.terminate(pod.id);
  expect(await provider.getVolume(id)).toMatchObject({ status: 'available' });
  await provider.deleteVolume(id);
  expect(await provider.getVolume(id)).toBeNull();
});

test.each([
  ['smaller than there is', { sizeGiB: 9 }],
  ['larger than there is', { sizeGiB: 4_097 }],
  ['with tags, which it could not keep', { sizeGiB: 10, tags: { team: 'blue' } }],
  ['in a data center that is not there', { sizeGiB: 10, region: 'nowhere' }],
])('a volume %s is refused', async (_what, request) => {
  const { provider, service } = worldUnderTest();
  await expect(provider.createVolume(request)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await service.ledger.entries()).toEqual([]);
});
