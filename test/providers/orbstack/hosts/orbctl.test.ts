import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { supports } from '../../../../src/provider/supports.ts';
import { createOrbstack } from '../../../../src/providers/orbstack/orbstack.ts';
import { openStandIn } from './orbctl-stand-in.ts';

// Every test here runs the stand-in as real processes: see fixtures/orbctl. Nothing here has met OrbStack itself.

const request = { spec: { cpus: 2, memoryMiB: 512 }, tags: { team: 'x', odd: '"\\\n$(x)é' } };
const runScope = { ORBSTACK_RUN: 'run-1' };
const never = '01K2G8TY5GM9C3CN95KCB4ZG8B';

test('a machine is made, shown as it was asked for, and removed', async () => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context(runScope));
  const spawned = await provider.spawn({ ...request, name: 'web', image: 'ubuntu:24.04' });
  expect(spawned).toMatchObject({ ...request, name: 'web', image: 'ubuntu:24.04', region: 'local', status: 'running' });
  expect(await provider.get(spawned.id)).toEqual(spawned);
  expect(await provider.list({ tags: { team: 'x' } })).toEqual([spawned]);
  expect(await provider.list({ tags: { team: 'y' } })).toEqual([]);
  await provider.terminate(spawned.id);
  await provider.terminate(spawned.id);
  expect(await provider.get(spawned.id)).toBeNull();
  expect(await standIn.names()).toEqual([]);
});

test('another process reads tags out of the machine, and does not start one that is stopped', async () => {
  const standIn = await openStandIn();
  const { id } = await createOrbstack(standIn.context()).provider.spawn(request);
  const [name = ''] = await standIn.names();
  expect(await createOrbstack(standIn.context()).provider.get(id)).toMatchObject(request);
  await standIn.orbctl('stop', name);
  const stopped = await createOrbstack(standIn.context()).provider.list();
  expect(stopped).toMatchObject([{ id, status: 'stopped', spec: request.spec, tags: {} }]);
  expect(await standIn.orbctl('list', '-r', '-q')).toBe('');
});

test('every call has a time-out and no proxy, and no machine is removed by its id', async () => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context());
  const { id } = await provider.spawn(request);
  await provider.list();
  await provider.terminate(id);
  expect(standIn.calls.length).toBeGreaterThan(5);
  for (const { args, options } of standIn.calls) {
    expect(options.timeoutMs).toBeGreaterThan(0);
    for (const name of ['HTTP_PROXY', 'https_proxy', 'all_proxy']) expect(options.env?.[name]).toBe('');
    if (args[0] === 'delete') expect(args).not.toContain(id);
  }
});

test('machines of other people are not shown, not copied and not removed', async () => {
  const standIn = await openStandIn();
  await standIn.orbctl('create', 'alpine', 'assay-work');
  const other = createOrbstack(standIn.context({ ORBSTACK_RUN: 'run-2' })).provider;
  const theirs = await other.spawn(request);
  const [{ id }] = JSON.parse(await standIn.orbctl('list', '-f', 'json'));
  const { provider } = createOrbstack(standIn.context(runScope));
  expect(await provider.list()).toEqual([]);
  for (const foreign of [id, theirs.id, '01GQQVF6C60000000000DOCKER', never, 'assay-work', '', '--all']) {
    expect(await provider.get(foreign)).toBeNull();
    await provider.terminate(foreign);
    await expect(snapshotsOf(provider).createSnapshot(foreign)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  }
  expect(await standIn.names()).toHaveLength(2);
});

test('all who ask at once with one key get one machine; another request with it is refused', async () => {
  const standIn = await openStandIn({ bootMs: 200 });
  const asked = Array.from({ length: 4 }, () =>
    createOrbstack(standIn.context(runScope)).provider.spawn({ ...request, idempotencyKey: 'k' }),
  );
  const ids = (await Promise.all(asked)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(1);
  expect(await standIn.names()).toHaveLength(1);
  const { provider } = createOrbstack(standIn.context(runScope));
  const another = { ...request, spec: { cpus: 1, memoryMiB: 512 }, idempotencyKey: 'k' };
  await expect(provider.spawn(another)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test('a create whose command was ended goes on in OrbStack, and its machine is found', async () => {
  const standIn = await openStandIn({ bootMs: 1_500 });
  const { provider } = createOrbstack(standIn.context({ ORBSTACK_CREATE_TIMEOUT_MS: '500' }));
  const spawned = await provider.spawn(request);
  expect(spawned).toMatchObject({ ...request, status: 'running' });
  expect(await standIn.names()).toHaveLength(1);
});

test('a machine that is still being made is removed as soon as that is possible', async () => {
  const standIn = await openStandIn({ bootMs: 1_000 });
  const name = `assay-${'0'.repeat(32)}`;
  const making = standIn.orbctl('create', 'alpine', name);
  const { provider } = createOrbstack(standIn.context());
  let listed = await provider.list();
  while (listed.length === 0) listed = await provider.list();
  expect(listed).toMatchObject([{ status: 'pending' }]);
  await provider.terminate(listed[0]?.id ?? '');
  await making.catch(() => {});
  expect(await standIn.names()).toEqual([]);
});

test('machines that get no address leave nothing, and after three of them no more are tried', async () => {
  const standIn = await openStandIn({ churnMax: 0 });
  const { provider } = createOrbstack(standIn.context());
  for (let n = 0; n < 3; n += 1) {
    await expect(provider.spawn(request)).rejects.toMatchObject({ code: 'CAPACITY_ERROR' });
  }
  expect(await standIn.names()).toEqual([]);
  const before = standIn.calls.length;
  await expect(provider.spawn(request)).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
  expect(standIn.calls.length).toBe(before);
});

test.each([
  ['more processors than there are', { spec: { cpus: 9, memoryMiB: 512 } }],
  ['more memory than there is', { spec: { cpus: 1, memoryMiB: 16_385 } }],
  ['a distribution that nobody has', { image: 'windows' }],
  ['an image that reads as an option', { image: '--all' }],
])('%s is refused, and nothing is made', async (_what, parts) => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context());
  await expect(provider.spawn({ ...request, ...parts })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await standIn.names()).toEqual([]);
});

test('a snapshot carries the disk, outlives its machine, and may be started with other limits', async () => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context(runScope));
  const { createSnapshot, getSnapshotStatus, deleteSnapshot } = snapshotsOf(provider);
  const first = await provider.spawn(request);
  const [name = ''] = await standIn.names();
  await standIn.orbctl('run', '-m', name, '-u', 'root', 'sh', '-c', 'echo kept >"$HOME/file"');
  const snapshot = await createSnapshot(first.id);
  expect(snapshot).toMatchObject({ status: 'ready', progress: 100, instanceId: first.id });
  expect(await provider.list()).toHaveLength(1);
  await provider.terminate(first.id);

  const tags = { team: 'y' };
  const second = await provider.spawn({ spec: { cpus: 1, memoryMiB: 256 }, tags, snapshotId: snapshot.id });
  expect(second).toMatchObject({ spec: { cpus: 1, memoryMiB: 256 }, tags, status: 'running' });
  const copy = (await standIn.names()).find((found) => !found.includes('-s-')) ?? '';
  expect(await standIn.orbctl('run', '-m', copy, '-u', 'root', 'sh', '-c', 'cat "$HOME/file"')).toBe('kept\n');
  expect(await standIn.orbctl('run', '-m', copy, '-u', 'root', 'cat', '/etc/machine-id')).toBe('');

  await deleteSnapshot(second.id);
  await deleteSnapshot(snapshot.id);
  await deleteSnapshot(snapshot.id);
  await expect(getSnapshotStatus(snapshot.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(provider.spawn({ ...request, snapshotId: snapshot.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect(await standIn.names()).toEqual([copy]);
});

test('a bootstrap runs once, in the machine, and leaves its output there', async () => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context());
  const bootstrap = provider.generateBootstrap({ format: 'shell', environment: { GREETING: 'hello' } });
  await provider.spawn({ ...request, bootstrap });
  const [name = ''] = await standIn.names();
  const script = 'while [ ! -e "$HOME/.assay/exit-code" ]; do sleep 0.1; done; cat "$HOME/.assay/exit-code"';
  expect(await standIn.orbctl('run', '-m', name, '-u', 'root', 'sh', '-c', script)).toBe('0\n');
});

test('user data for cloud-init is in a file that is gone when the machine is there', async () => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context());
  const bootstrap = provider.generateBootstrap({ format: 'cloud-init', environment: { SECRET: 'keep me' } });
  const { id } = await provider.spawn({ ...request, bootstrap });
  expect(await readFile(join(standIn.folder, 'disks', id, 'user-data'), 'utf8')).toBe(bootstrap.content);
  const file = standIn.calls.find(({ args }) => args[0] === 'create')?.args.find((arg) => arg.startsWith('/')) ?? '';
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });

  if (!supports(provider, 'snapshots')) throw new Error('there are no snapshots');
  const snapshot = await provider.createSnapshot(id);
  const copied = provider.spawn({ ...request, bootstrap, snapshotId: snapshot.id });
  await expect(copied).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test('a machine whose disk is full is removed all the same', async () => {
  const standIn = await openStandIn();
  const { provider } = createOrbstack(standIn.context());
  const { id, spec } = await provider.spawn({ ...request, spec: { ...request.spec, diskGiB: 1 } });
  expect(spec).toEqual({ ...request.spec, diskGiB: 1 });
  const [name = ''] = await standIn.names();
  await standIn.orbctl('run', '-m', name, '-u', 'root', 'sh', '-c', 'truncate -s 1G "$HOME/big"');
  await expect(standIn.orbctl('delete', '-f', name)).rejects.toThrow('no space left on device');
  await provider.terminate(id);
  expect(await standIn.names()).toEqual([]);
});

interface Snapshots {
  createSnapshot(instanceId: string): Promise<{ readonly id: string }>;
  getSnapshotStatus(snapshotId: string): Promise<unknown>;
  deleteSnapshot(snapshotId: string): Promise<void>;
}

function snapshotsOf(provider: object): Snapshots {
  return provider as Snapshots;
}
