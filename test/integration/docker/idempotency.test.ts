import { expect } from 'vitest';
import { openWorld, small, test } from './docker-world.ts';

const request = { ...small, idempotencyKey: 'once: "a" \n=🗝' };

test('one key makes one container, also when three ask at once', async ({ world }) => {
  const spawned = await Promise.all([1, 2, 3].map(() => world.provider.spawn(request)));
  expect(new Set(spawned.map(({ id }) => id)).size).toBe(1);
  expect(await world.entries()).toHaveLength(1);
  expect((await world.provider.spawn(request)).id).toBe(spawned[0]?.id);
  expect(await world.entries()).toHaveLength(1);
});

test('one key makes one container, also when two processes of a run ask', async ({ world }) => {
  const other = await openWorld(world.runId);
  const worlds = [world, other, world, other];
  const spawned = await Promise.all(worlds.map(({ provider }) => provider.spawn(request)));
  expect(new Set(spawned.map(({ id }) => id)).size).toBe(1);
  expect(await world.entries()).toHaveLength(1);
});

test('two processes of a run that draw the same name get a container each', async ({ world }) => {
  // Both are seeded alike.
  const other = await openWorld(world.runId);
  const spawned = await Promise.all([world, other].map(({ provider }) => provider.spawn(small)));
  expect(new Set(spawned.map(({ id }) => id)).size).toBe(2);
  expect(await world.entries()).toHaveLength(2);
});

test('a key under which something else was asked for is refused, and creates nothing', async ({ world }) => {
  const { id } = await world.provider.spawn(request);
  const others = [{ spec: { cpus: 1, memoryMiB: 33 } }, { tags: { a: 'b' } }, { name: 'other' }];
  for (const other of others) {
    const spawned = world.provider.spawn({ ...request, ...other });
    await expect(spawned).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  }
  expect((await world.entries()).map((entry) => entry.id)).toEqual([id]);
});

test('a key is free again when its container is gone', async ({ world }) => {
  const first = await world.provider.spawn(request);
  await world.provider.terminate(first.id);
  const second = await world.provider.spawn(request);
  expect(second.id).not.toBe(first.id);
  expect((await world.entries()).filter(({ gone }) => !gone).map(({ id }) => id)).toEqual([second.id]);
});

test('the same key in two runs is two keys', async ({ world, otherWorld }) => {
  const spawned = await Promise.all([world, otherWorld].map(({ provider }) => provider.spawn(request)));
  expect(new Set(spawned.map(({ id }) => id)).size).toBe(2);
});
