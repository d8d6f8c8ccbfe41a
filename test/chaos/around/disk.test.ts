import { expect, test } from 'vitest';
import { createDisk } from '../../../src/chaos/around/disk.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

test('a disk that is set back has what it had then: changed, made and deleted', async () => {
  const clock = createVirtualClock();
  const disk = createDisk(clock);
  await disk.put('changed', 1);
  await disk.put('deleted', 1);
  await clock.sleep(10_000);
  await disk.put('changed', 2);
  await disk.compareAndPut('changed', 2, 3);
  await disk.put('made', 1);
  await disk.delete('deleted');
  expect(disk.setBack(5_000)).toBe(4);
  expect([await disk.keys(), await disk.get('changed')]).toEqual([['changed', 'deleted'], 1]);
  expect(disk.setBack(5_000)).toBe(0);
});

test('what is kept is never taken back', async () => {
  const clock = createVirtualClock();
  const disk = createDisk(clock);
  await disk.put('a', 1);
  disk.keep();
  await disk.put('a', 2);
  await clock.sleep(1);
  disk.setBack(60_000);
  expect(await disk.get('a')).toBe(1);
});

test.each([
  ['refused', { how: 'refused', code: 'EIO', isWritten: false }, 'EIO', undefined],
  ['refused, and written all the same', { how: 'refused', code: 'ENOSPC', isWritten: true }, 'ENOSPC', 1],
  ['lost', { how: 'lost' }, 'lost', undefined],
] as const)('a write that is %s', async (_name, failure, message, left) => {
  const disk = createDisk(createVirtualClock());
  const heal = disk.failWrites(() => failure);
  await expect(disk.put('a', 1)).rejects.toThrow(message);
  expect(await disk.get('a')).toBe(left);
  heal();
  await disk.put('a', 2);
  expect(await disk.get('a')).toBe(2);
});

test('a conflict is one of what compares alone', async () => {
  const disk = createDisk(createVirtualClock());
  disk.failWrites(() => ({ how: 'conflict' }));
  await disk.put('a', 1);
  expect([await disk.compareAndPut('a', 1, 2), await disk.get('a')]).toEqual([false, 1]);
});
