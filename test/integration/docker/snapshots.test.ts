import { expect } from 'vitest';
import { bootstrapEnd, docker, inside, small, test } from './docker-world.ts';

test('an instance from a snapshot has the files of the one it was taken of, also when that is gone', async ({
  world,
}) => {
  const { provider } = world;
  const first = await provider.spawn({ ...small, tags: { role: 'first' } });
  await inside(first.id, 'echo carried >/file');
  const snapshot = await provider.createSnapshot(first.id);
  expect(snapshot).toMatchObject({ status: 'ready', progress: 100, instanceId: first.id });
  expect(await provider.getSnapshotStatus(snapshot.id)).toEqual(snapshot);
  await inside(first.id, 'echo later >/file');
  await provider.terminate(first.id);

  const second = await provider.spawn({ ...small, snapshotId: snapshot.id });
  expect(await inside(second.id, 'cat /file')).toBe('carried\n');
  // The labels of the first one travel with the image.
  expect(await provider.get(second.id)).toMatchObject({ tags: {}, volumeIds: [] });
  expect((await world.entries()).filter(({ gone }) => !gone).map(({ kind, id }) => [kind, id])).toEqual([
    ['instance', second.id],
    ['snapshot', snapshot.id],
  ]);
});

test('an instance from a snapshot runs its own bootstrap, also under the key of the first one', async ({ world }) => {
  const { provider } = world;
  const bootstrap = provider.generateBootstrap({ commands: ['echo ran >>/starts'] });
  const request = { ...small, bootstrap, idempotencyKey: 'one' };
  const first = await provider.spawn(request);
  expect(await bootstrapEnd(first.id)).toBe('0');
  const { id: snapshotId } = await provider.createSnapshot(first.id);
  await provider.terminate(first.id);

  const second = await provider.spawn({ ...request, snapshotId });
  await expect.poll(() => inside(second.id, 'cat /starts')).toBe('ran\nran\n');
  expect(await bootstrapEnd(second.id)).toBe('0');

  const quiet = await provider.spawn({ ...small, snapshotId });
  expect(await inside(quiet.id, 'cat /starts; ls /run/assay')).not.toContain('bootstrap');
});

test('a snapshot can be taken of an instance from a snapshot, and of one that is stopped', async ({ world }) => {
  const { provider } = world;
  const first = await provider.spawn(small);
  await inside(first.id, 'echo one >/one');
  await docker('stop', '--time', '0', first.id);
  const { id: snapshotId } = await provider.createSnapshot(first.id);
  const second = await provider.spawn({ ...small, snapshotId });
  await inside(second.id, 'echo two >/two');
  const again = await provider.createSnapshot(second.id);
  expect(again.instanceId).toBe(second.id);
  const third = await provider.spawn({ ...small, snapshotId: again.id });
  expect(await inside(third.id, 'cat /one /two')).toBe('one\ntwo\n');
});

test('a deleted snapshot is gone; deleting it twice, or what never was, is silent', async ({ world }) => {
  const { provider } = world;
  const { id } = await provider.spawn(small);
  const snapshot = await provider.createSnapshot(id);
  await provider.deleteSnapshot(snapshot.id);
  await expect(provider.getSnapshotStatus(snapshot.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await provider.deleteSnapshot(snapshot.id);
  for (const unknown of ['', '--all', 'x'.repeat(200_000)]) await provider.deleteSnapshot(unknown);
});

test('a snapshot of what is not there is NOT_FOUND', async ({ world }) => {
  for (const id of ['0'.repeat(64), 'assay', '']) {
    await expect(world.provider.createSnapshot(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
});

test('an image of somebody else is no snapshot, and stays', async ({ world }) => {
  const foreign = await docker('images', '--quiet', '--no-trunc', '--filter', 'reference=assay-busybox:local');
  await expect(world.provider.getSnapshotStatus(foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await world.provider.deleteSnapshot(foreign);
  expect(await docker('image', 'inspect', '--format', '{{.Id}}', foreign)).toBe(foreign);
});

test('a snapshot from which an instance runs is not deleted under it', async ({ world }) => {
  const { provider } = world;
  const { id } = await provider.spawn(small);
  const snapshot = await provider.createSnapshot(id);
  const second = await provider.spawn({ ...small, snapshotId: snapshot.id });
  await expect(provider.deleteSnapshot(snapshot.id)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await provider.get(second.id)).toMatchObject({ status: 'running' });
  expect(await provider.getSnapshotStatus(snapshot.id)).toEqual(snapshot);
});
