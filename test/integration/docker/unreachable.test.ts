import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, vi } from 'vitest';
import { dockerOrbstack } from '../../../src/clouds/docker/testbed.ts';
import { isProviderError } from '../../../src/provider/provider-error.ts';
import { type DockerWorld, runAssay, small, test } from './docker-world.ts';
import { image } from './image.ts';

const deadSocket = 'unix:///nowhere/docker.sock';

afterEach(() => {
  vi.unstubAllEnvs();
});

const reads: readonly (readonly [what: string, read: (world: DockerWorld) => Promise<unknown>])[] = [
  ['get', ({ provider }) => provider.get('0'.repeat(64))],
  ['list', ({ provider }) => provider.list()],
  ['getVolume', ({ provider }) => provider.getVolume('volume')],
  ['getSnapshotStatus', ({ provider }) => provider.getSnapshotStatus(`sha256:${'0'.repeat(64)}`)],
  ['spawn, which asks first how large the engine is,', ({ provider }) => provider.spawn(small)],
];

test('an engine that went away is an outage, never a null or an empty list', async ({ world }) => {
  vi.stubEnv('DOCKER_HOST', deadSocket);
  for (const [what, read] of reads) {
    const error = await read(world).catch((thrown: unknown) => thrown);
    expect(error, what).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', retryable: true, provider: 'orbstack' });
    expect(isProviderError(error) && error.ambiguous, what).toBeUndefined();
  }
  vi.unstubAllEnvs();
});

test('an engine that went away before a spawn leaves it unclear: nobody can look', async ({ world }) => {
  const { id } = await world.provider.spawn(small);
  vi.stubEnv('DOCKER_HOST', deadSocket);
  await expect(world.provider.spawn(small)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
  await expect(world.provider.terminate(id)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  vi.unstubAllEnvs();
  expect((await world.entries()).map((entry) => entry.id)).toEqual([id]);
});

test('an engine that hangs up is an outage', async ({ world }) => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'));
  const server = createServer((socket) => socket.destroy()).listen(join(folder, 'docker.sock'));
  try {
    vi.stubEnv('DOCKER_HOST', `unix://${join(folder, 'docker.sock')}`);
    await expect(world.provider.list()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    expect(await dockerOrbstack.probe({ image })).toMatch(/^no Docker engine answers/);
  } finally {
    vi.unstubAllEnvs();
    server.close();
    await rm(folder, { recursive: true });
  }
});

test('the testbed says what is missing, and how to get it', async () => {
  expect(await dockerOrbstack.probe({ image })).toBeNull();
  vi.stubEnv('DOCKER_HOST', deadSocket);
  expect(await dockerOrbstack.probe({ image })).toMatch(
    /^no Docker engine answers \(.*\): start OrbStack, Docker Desktop or dockerd$/,
  );
  vi.stubEnv('PATH', '/nowhere');
  expect(await dockerOrbstack.probe({ image })).toMatch(/^there is no docker command: install/);
  vi.unstubAllEnvs();
  expect(await dockerOrbstack.probe({ image: 'localhost:1/assay-unknown' })).toMatch(/--image$/);
});

test('the command line ends with 2 and one clear line', async () => {
  const { exitCode, stderr } = await runAssay(['certify', 'orbstack', '--testbed', 'docker', '--image', image], {
    DOCKER_HOST: deadSocket,
  });
  expect(stderr).toMatch(/^assay: .*the testbed docker cannot be used here: no Docker engine answers \(.*\): start/m);
  expect(exitCode).toBe(2);
});
