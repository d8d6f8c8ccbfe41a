import { expect } from 'vitest';
import { docker, inside, small, test } from './docker-world.ts';
import { image } from './image.ts';

test('the ledger sees what a provider made, what it runs, and that it is gone', async ({ world }) => {
  const { provider } = world;
  const tags = { role: `it's "x"\n=` };
  const { id } = await provider.spawn({ ...small, tags });
  const snapshot = await provider.createSnapshot(id);
  const volume = await provider.createVolume({ sizeGiB: 1, tags });
  expect(new Set(await world.entries())).toEqual(
    new Set([
      { kind: 'instance', id, gone: false, running: true, tags },
      { kind: 'volume', id: volume.id, gone: false, running: false, tags },
      { kind: 'snapshot', id: snapshot.id, gone: false, running: false, tags: {} },
    ]),
  );
  await docker('stop', '--time', '0', id);
  expect(await world.entries()).toContainEqual({ kind: 'instance', id, gone: false, running: false, tags });

  await docker('rm', '--force', id);
  await provider.deleteVolume(volume.id);
  await provider.deleteSnapshot(snapshot.id);
  expect((await world.entries()).map(({ kind, gone, running }) => [kind, gone, running])).toEqual([
    ['instance', true, false],
    ['volume', true, false],
    ['snapshot', true, false],
  ]);
});

test('the ledger sees what was made behind the back of the provider, and not what is of others', async ({ world }) => {
  const run = (...labels: readonly string[]) =>
    docker('run', '--detach', ...labels.flatMap((label) => ['--label', label]), image, 'sleep', '3600');
  const hidden = await run(`dev.assay.run=${world.runId}`, 'dev.assay.provider=orbstack');
  const foreign = await Promise.all([
    run('dev.assay.run=other', 'dev.assay.provider=orbstack'),
    run(`dev.assay.run=${world.runId}0`, 'dev.assay.provider=orbstack'),
    run('dev.assay.provider=orbstack'),
    run(),
  ]);
  try {
    const expected = { kind: 'instance', id: hidden, gone: false, running: true, tags: {} };
    expect(await world.entries()).toEqual([expected]);
    expect(await world.provider.get(hidden)).toMatchObject({ id: hidden, status: 'running' });
    expect(await world.provider.list()).toHaveLength(1);
    for (const id of foreign) expect(await world.provider.get(id)).toBeNull();
  } finally {
    await docker('rm', '--force', hidden, ...foreign);
  }
});

test('the ledger sees past the faults of the wire', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  const lost = world.faults.inject({ kind: 'native-error', scope: {}, error: 'unavailable' });
  await expect(world.provider.get(id)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  expect(await world.entries()).toEqual([{ kind: 'instance', id, gone: false, running: true, tags: {} }]);
  lost.heal();
  expect(await inside(id, 'echo alive')).toBe('alive\n');
});
