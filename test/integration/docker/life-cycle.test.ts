import { expect } from 'vitest';
import { docker, small, test } from './docker-world.ts';
import { image } from './image.ts';

test('an instance is a container from spawn to terminate', async ({ world }) => {
  const { provider } = world;
  const spawned = await provider.spawn({ ...small, name: 'first', region: 'local', tags: { role: 'worker' } });
  expect(spawned).toMatchObject({ status: 'running', name: 'first', region: 'local', image, tags: { role: 'worker' } });
  expect(await docker('inspect', '--format', '{{.State.Status}}', spawned.id)).toBe('running');

  const got = await provider.get(spawned.id);
  expect(got).toEqual({ ...spawned, createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) });
  expect(await provider.list()).toEqual([got]);

  await provider.terminate(spawned.id);
  expect(await provider.get(spawned.id)).toBeNull();
  expect(await provider.list()).toEqual([]);
  await expect(docker('inspect', spawned.id)).rejects.toThrow('No such object');
});

test('terminate is silent for what is gone, for what never was, and for what is not an id', async ({ world }) => {
  const { provider } = world;
  const { id } = await provider.spawn(small);
  await provider.terminate(id);
  await provider.terminate(id);
  for (const unknown of ['0'.repeat(64), 'assay', '', '--all', id.slice(0, 12)]) await provider.terminate(unknown);
});

test('terminate takes a whole id only: neither a prefix nor a name ends a container', async ({ world }) => {
  const { provider } = world;
  const { id, name = '' } = await provider.spawn(small);
  for (const near of [id.slice(0, 12), name, id.toUpperCase()]) {
    await provider.terminate(near);
    expect(await provider.get(near)).toBeNull();
  }
  expect(await provider.get(id)).toMatchObject({ status: 'running' });
});

test('concurrent terminates of one instance all succeed', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  await Promise.all([1, 2, 3].map(() => world.provider.terminate(id)));
  expect(await world.provider.get(id)).toBeNull();
});

test('a list is narrowed by tags, ids and status', async ({ world }) => {
  const { provider } = world;
  const [a, b] = await Promise.all([
    provider.spawn({ ...small, tags: { role: 'a', zone: '1' } }),
    provider.spawn({ ...small, tags: { role: 'b', zone: '1' } }),
  ]);
  await docker('stop', '--time', '0', b.id);
  const ids = async (filter: Parameters<typeof provider.list>[0]) =>
    (await provider.list(filter)).map(({ id }) => id).sort();

  expect(await ids({ tags: { zone: '1' } })).toEqual([a.id, b.id].sort());
  expect(await ids({ tags: { zone: '1', role: 'b' } })).toEqual([b.id]);
  expect(await ids({ statuses: ['stopped'] })).toEqual([b.id]);
  expect(await ids({ ids: [a.id], statuses: ['stopped'] })).toEqual([]);
  expect(await ids({ region: 'elsewhere' })).toEqual([]);
});

test('what happens behind the back of the provider is what it reports', async ({ world }) => {
  const { provider } = world;
  const { id } = await provider.spawn(small);
  await docker('pause', id);
  expect(await provider.get(id)).toMatchObject({ status: 'stopped' });
  await docker('unpause', id);
  expect(await provider.get(id)).toMatchObject({ status: 'running' });
  await docker('kill', id);
  expect(await provider.get(id)).toMatchObject({ status: 'stopped' });
  await docker('rm', '--force', id);
  expect(await provider.get(id)).toBeNull();
  expect(await provider.list()).toEqual([]);
});

test('a paused container is terminated like any other', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  await docker('pause', id);
  await world.provider.terminate(id);
  expect(await world.provider.get(id)).toBeNull();
});

test('two runs on one engine do not see or end each other', async ({ world, otherWorld }) => {
  const mine = await world.provider.spawn(small);
  expect(await otherWorld.provider.list()).toEqual([]);
  expect(await otherWorld.provider.get(mine.id)).toBeNull();
  await otherWorld.provider.terminate(mine.id);
  expect(await world.provider.get(mine.id)).toMatchObject({ status: 'running' });
});
