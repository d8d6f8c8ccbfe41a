import { randomUUID } from 'node:crypto';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import type { SpawnRequest } from '../../../src/provider/requests.ts';
import { type DockerWorld, docker, inventory, openWorld, small, test } from './docker-world.ts';

const unknown = `assay-unknown-${randomUUID()}`;
const long = 'a'.repeat(200_000);

const rows: readonly (readonly [what: string, wrong: Partial<SpawnRequest>])[] = [
  ['an image that nobody has', { image: `${unknown}:latest` }],
  ['an image by an id that nobody has', { image: `sha256:${'0'.repeat(64)}` }],
  ['an image whose name is none', { image: 'Not An Image' }],
  ['an image in upper case', { image: 'UPPER:case' }],
  ['an image that looks like a flag', { image: '--privileged' }],
  ['an image with a very long name', { image: long }],
  ['a network that nobody has', { network: unknown }],
  ['a network of another container', { network: 'container:abc' }],
  ['a network with a very long name', { network: long }],
  ['a volume that nobody has', { volumeIds: [unknown] }],
  ['a folder of the host as a volume', { volumeIds: ['/etc'] }],
  ['a volume with mount options', { volumeIds: ['a:/b:ro'] }],
  ['a volume with a very long name', { volumeIds: [long] }],
  ['the same volume twice', { volumeIds: ['a', 'a'] }],
  ['a snapshot that nobody has', { snapshotId: `sha256:${'0'.repeat(64)}` }],
  ['a snapshot that is no snapshot', { snapshotId: unknown }],
  ['no memory to speak of', { spec: { cpus: 1, memoryMiB: 1 } }],
  ['half a processor', { spec: { cpus: 0.5, memoryMiB: 32 } }],
  ['a sized disk', { spec: { cpus: 1, memoryMiB: 32, diskGiB: 1 } }],
];

describe('refused before anything is created', () => {
  // One for all, and closed after the last: what a refused request left would be seen after its own test.
  let world: DockerWorld;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test.for(rows)('%s', async ([, wrong]) => {
    const error = await world.provider.spawn({ ...small, ...wrong }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'INVALID_SPEC', retryable: false });
    expect(error).not.toHaveProperty('ambiguous', true);
  });
});

test('an image that is no snapshot of this run is refused as one', async ({ world, otherWorld, untouchedEngine }) => {
  const machine = await otherWorld.provider.spawn(small);
  const snapshot = await otherWorld.provider.createSnapshot(machine.id);
  const spawned = world.provider.spawn({ ...small, snapshotId: snapshot.id });
  await expect(spawned).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  await otherWorld.close();
  expect(await inventory()).toEqual(untouchedEngine);
});

test('an image without a shell is refused, and the container that could not start is gone', async ({
  world,
  untouchedEngine,
}) => {
  const bare = `assay-test:${randomUUID()}`;
  await execa({ input: Buffer.alloc(10_240) })('docker', ['import', '--change', 'VOLUME /data', '-', bare]);
  try {
    const spawned = world.provider.spawn({ ...small, image: bare });
    await expect(spawned).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  } finally {
    await docker('rmi', bare);
  }
  expect(await inventory()).toEqual(untouchedEngine);
});
