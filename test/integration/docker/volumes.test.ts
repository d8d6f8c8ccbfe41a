import { expect } from 'vitest';
import { docker, inside, openWorld, small, test, withImage } from './docker-world.ts';

test('a volume outlives the instances it is attached to, and keeps what they wrote', async ({ world }) => {
  const { provider } = world;
  const volume = await provider.createVolume({ sizeGiB: 2, tags: { for: `it's "data"` } });
  const { id: volumeId } = volume;
  expect(await provider.getVolume(volumeId)).toEqual({ ...volume, region: 'local' });

  const first = await provider.spawn({ ...small, volumeIds: [volumeId] });
  expect(await provider.getVolume(volumeId)).toMatchObject({ status: 'in-use' });
  await inside(first.id, `echo kept >/volumes/${volumeId}/file`);
  await provider.terminate(first.id);
  expect(await provider.getVolume(volumeId)).toMatchObject({ status: 'available' });

  const second = await provider.spawn({ ...small, volumeIds: [volumeId] });
  expect(await inside(second.id, `cat /volumes/${volumeId}/file`)).toBe('kept\n');
  expect(await provider.get(second.id)).toMatchObject({ volumeIds: [volumeId] });
  await provider.terminate(second.id);

  await provider.deleteVolume(volumeId);
  expect(await provider.getVolume(volumeId)).toBeNull();
  await provider.deleteVolume(volumeId);
});

test('volumes are reported in the order in which they were asked for', async ({ world }) => {
  const { provider } = world;
  const volumes = await Promise.all([1, 2, 3, 4, 5].map(() => provider.createVolume({ sizeGiB: 1 })));
  const volumeIds = volumes.map(({ id }) => id).reverse();
  const { id } = await provider.spawn({ ...small, volumeIds });
  expect((await provider.get(id))?.volumeIds).toEqual(volumeIds);
});

test('two processes of a run that draw the same name get a volume each, and two runs do too', async ({
  world,
  otherWorld,
}) => {
  // All are seeded alike.
  const next = await openWorld(world.runId);
  const ids = [];
  for (const { provider } of [world, next, otherWorld]) ids.push((await provider.createVolume({ sizeGiB: 1 })).id);
  expect(new Set(ids).size).toBe(3);
  for (const { provider } of [world, next]) expect(await provider.getVolume(ids[1] ?? '')).not.toBeNull();
  expect(await otherWorld.provider.getVolume(ids[2] ?? '')).not.toBeNull();
});

test('a volume that is in use is not deleted', async ({ world }) => {
  const { provider } = world;
  const { id: volumeId } = await provider.createVolume({ sizeGiB: 1 });
  const { id } = await provider.spawn({ ...small, volumeIds: [volumeId] });
  await inside(id, `echo kept >/volumes/${volumeId}/file`);
  await expect(provider.deleteVolume(volumeId)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await inside(id, `cat /volumes/${volumeId}/file`)).toBe('kept\n');
});

test('a volume of somebody else is not there, and stays', async ({ world }) => {
  const foreign = await docker('volume', 'create', '--label', 'dev.assay.provider=orbstack');
  try {
    expect(await world.provider.getVolume(foreign)).toBeNull();
    await world.provider.deleteVolume(foreign);
    const spawned = world.provider.spawn({ ...small, volumeIds: [foreign] });
    await expect(spawned).rejects.toMatchObject({ code: 'INVALID_SPEC' });
    expect(await docker('volume', 'inspect', '--format', '{{.Name}}', foreign)).toBe(foreign);
  } finally {
    await docker('volume', 'rm', foreign);
  }
});

test('an id that cannot be one is no volume', async ({ world }) => {
  for (const id of ['', '--all', 'a/b', '../..', 'x'.repeat(200_000)]) {
    expect(await world.provider.getVolume(id)).toBeNull();
    await world.provider.deleteVolume(id);
  }
});

test('a volume that the image declares ends with its instance', async ({ world }) => {
  await withImage(['VOLUME /data'], async (image) => {
    const { id } = await world.provider.spawn({ ...small, image });
    const format = '{{range .Mounts}}{{.Name}}{{end}}';
    const anonymous = await docker('inspect', '--format', format, id);
    expect(anonymous).toMatch(/^[0-9a-f]{64}$/);
    await world.provider.terminate(id);
    await expect(docker('volume', 'inspect', anonymous)).rejects.toThrow(/no such volume/i);
  });
});

test('a network that is there is joined and reported', async ({ world }) => {
  const network = `assay-test-${world.runId}`;
  await docker('network', 'create', network);
  try {
    const { id } = await world.provider.spawn({ ...small, network });
    expect(await world.provider.get(id)).toMatchObject({ network });
    const format = '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}}{{end}}';
    expect(await docker('inspect', '--format', format, id)).toBe(network);
    await world.provider.terminate(id);
  } finally {
    await docker('network', 'rm', network);
  }
});
