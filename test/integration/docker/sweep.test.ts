import { expect } from 'vitest';
import { createEngine } from '../../../src/clouds/docker/engine.ts';
import { sweepRun } from '../../../src/clouds/docker/sweep.ts';
import { createExec } from '../../../src/testbed/real-exec.ts';
import { type DockerWorld, docker, inventory, openWorld, small, test } from './docker-world.ts';
import { image } from './image.ts';

const sweep = (runId: string) => sweepRun(createEngine(createExec()), runId);

/** Two machines, one from a snapshot of the other, a volume in use, and a network that one of them joined. */
async function fill({ provider, runId }: DockerWorld): Promise<readonly string[]> {
  const network = `assay-test-${runId}`;
  const networkId = await docker('network', 'create', '--label', `dev.assay.run=${runId}`, network);
  const volume = await provider.createVolume({ sizeGiB: 1 });
  const first = await provider.spawn({ ...small, volumeIds: [volume.id], network });
  const snapshot = await provider.createSnapshot(first.id);
  const second = await provider.spawn({ ...small, snapshotId: snapshot.id });
  const nested = await provider.createSnapshot(second.id);
  return [first.id, second.id, volume.id, networkId, snapshot.id, nested.id];
}

test('a sweep removes everything of its run, and nothing of another run', async ({ world, otherWorld }) => {
  const mine = await fill(world);
  const others = await fill(otherWorld);
  const { removed, leaked } = await sweep(world.runId);
  expect(leaked).toEqual([]);
  expect([...removed].sort()).toEqual([...mine].sort());
  const left = JSON.stringify(await inventory());
  for (const id of mine) expect(left).not.toContain(id);
  for (const id of others) expect(left).toContain(id);
});

test('a sweep of a swept run, and of one that never was, removes nothing', async ({ world }) => {
  await world.provider.spawn(small);
  expect((await sweep(world.runId)).removed).toHaveLength(1);
  expect(await sweep(world.runId)).toMatchObject({ removed: [], leaked: [] });
  expect(await sweep('never')).toMatchObject({ removed: [], leaked: [] });
});

test('a sweep spares what only looks like ours', async ({ world }) => {
  const run = (...args: readonly string[]) => docker('run', '--detach', ...args, image, 'sleep', '3600');
  const name = `assay-${world.runId.replaceAll('-', '')}`;
  const foreign = await Promise.all([
    run('--name', name),
    run('--label', 'dev.assay.provider=orbstack'),
    run('--label', `dev.assay.run=${world.runId}0`),
    run('--label', `dev.assay.run=${world.runId.slice(0, -1)}`),
    run('--label', `dev.assay.runs=${world.runId}`),
    run('--label', `note=dev.assay.run=${world.runId}`),
  ]);
  const volume = await docker('volume', 'create', name);
  try {
    const { id } = await world.provider.spawn(small);
    expect(await sweep(world.runId)).toMatchObject({ removed: [id], leaked: [] });
    const left = JSON.stringify(await inventory());
    for (const spared of [...foreign, volume]) expect(left).toContain(spared);
  } finally {
    await docker('rm', '--force', ...foreign);
    await docker('volume', 'rm', volume);
  }
});

test('a sweep says what would not go', async ({ world }) => {
  const volume = await world.provider.createVolume({ sizeGiB: 1 });
  const holder = await docker('run', '--detach', '--volume', `${volume.id}:/v`, image, 'sleep', '3600');
  try {
    const command = `docker volume rm --force ${volume.id}`;
    const stuck = [{ command, region: 'local', usdPerHour: 0, createdAtMs: expect.any(Number) }];
    expect(await sweep(world.runId)).toMatchObject({ removed: [], leaked: [volume.id], stuck });
  } finally {
    await docker('rm', '--force', holder);
  }
  expect(await sweep(world.runId)).toMatchObject({ removed: [volume.id], leaked: [] });
});

test('a sweep takes paused and stopped containers, and those that never started', async ({ world }) => {
  const ids = await Promise.all([1, 2].map(async () => (await world.provider.spawn(small)).id));
  const [paused = '', stopped = ''] = ids;
  await docker('pause', paused);
  await docker('kill', stopped);
  const created = await docker('create', '--label', `dev.assay.run=${world.runId}`, image);
  const { removed, leaked } = await sweep(world.runId);
  expect(leaked).toEqual([]);
  expect([...removed].sort()).toEqual([paused, stopped, created].sort());
});

test('closing a world takes along what a spawn that nobody waited for makes', async () => {
  const world = await openWorld();
  const spawned = world.provider.spawn(small).catch(() => {});
  await world.close();
  await spawned;
  await world.close();
});
