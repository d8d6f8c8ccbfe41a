import { expect } from 'vitest';
import { docker, small, test } from './docker-world.ts';
import { image } from './image.ts';

const stateOf = (id: string) => docker('container', 'inspect', '--format', '{{.State.Status}}', id);

test('a machine that somebody removes is gone, and the provider says so', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  await world.drift.remove(id);
  expect(await world.provider.get(id)).toBeNull();
});

test('somebody stops a machine, starts it, starts it anew and lets it stand still', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  await world.drift.halt(id, 'orderly');
  expect((await world.provider.get(id))?.status).toBe('stopped');
  await world.drift.start?.(id);
  expect(await stateOf(id)).toBe('running');
  const startedAt = () => docker('container', 'inspect', '--format', '{{.State.StartedAt}}', id);
  const before = await startedAt();
  await world.drift.restart?.(id, { how: 'orderly', downMs: 100 });
  await expect.poll(async () => [await stateOf(id), (await startedAt()) !== before]).toEqual(['running', true]);
  await world.drift.pause?.(id);
  expect(await stateOf(id)).toBe('paused');
});

test('the power of a machine goes at once', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  await world.drift.halt(id, 'at-once');
  expect(await docker('container', 'inspect', '--format', '{{.State.Status}} {{.State.ExitCode}}', id)).toBe(
    'exited 137',
  );
});

test('what is of another run, or of nobody, is left alone', async ({ world, otherWorld }) => {
  const { id: other } = await otherWorld.provider.spawn(small);
  const foreign = await docker('run', '--detach', image, 'sleep', '3600');
  try {
    for (const id of [other, foreign]) {
      await expect(world.drift.remove(id)).rejects.toThrow('none of this run');
      await expect(world.constraints.hold(id, { kind: 'disk' })).rejects.toThrow('none of this run');
      await expect(world.network.hold(id, { kind: 'cut', direction: 'both' })).rejects.toThrow('none of this run');
      expect(await stateOf(id)).toBe('running');
    }
  } finally {
    await docker('rm', '--force', foreign);
  }
});

test('labels stay as they are, and that is said beforehand', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  expect(world.drift.cannot?.relabel).toContain('labels');
  await expect(world.drift.relabel(id, {})).rejects.toThrow('labels');
});
