import { expect, test } from 'vitest';
import { simulatedOrbstack } from '../../../src/clouds/orbstack/testbed.ts';
import type { AnyProvider, CapabilityMethods } from '../../../src/provider/provider.ts';
import { orbstack } from '../../../src/providers/orbstack/orbstack.ts';
import type { MachineDisk } from '../../../src/testbed/machine-disk.ts';

type Own = AnyProvider & CapabilityMethods['snapshots'] & CapabilityMethods['hibernation'];

const request = { spec: { cpus: 1, memoryMiB: 512 } };
const longMs = 120_000;

interface Open {
  readonly own: Own;
  readonly disk: MachineDisk;
  sleep(ms: number): Promise<void>;
}

async function openWorld(): Promise<Open> {
  const { signal } = new AbortController();
  const world = await simulatedOrbstack().open({ module: orbstack, seed: 3, runId: 'disk', settings: {}, signal });
  if (!world.disk) throw new Error('the simulated world has no disk');
  const own = world.registration.provider as Own;
  return { own, disk: world.disk, sleep: (ms) => world.clock.sleep(ms) };
}

test('a machine begins with an empty disk, and only one that runs can be written to', async () => {
  const { own, disk, sleep } = await openWorld();
  const { id } = await own.spawn(request);
  await expect(disk.write(id, 'early')).rejects.toThrow('does not run');
  await sleep(longMs);
  expect(await disk.read(id)).toBeNull();
  await expect(disk.read('m-unknown')).rejects.toThrow('does not run');
});

test('a text survives the sleep of its machine', async () => {
  const { own, disk, sleep } = await openWorld();
  const { id } = await own.spawn(request);
  await sleep(longMs);
  await disk.write(id, 'kept');
  await own.hibernate(id);
  await sleep(longMs);
  await expect(disk.read(id)).rejects.toThrow('does not run');
  await own.resume(id);
  await sleep(longMs);
  expect(await disk.read(id)).toBe('kept');
});

test('a snapshot has the text of its moment, also when its machine is gone', async () => {
  const { own, disk, sleep } = await openWorld();
  const { id } = await own.spawn(request);
  await sleep(longMs);
  await disk.write(id, 'before');
  const snapshot = await own.createSnapshot(id);
  await disk.write(id, 'after');
  await sleep(longMs);
  await own.terminate(id);
  await sleep(longMs);
  const copy = await own.spawn({ ...request, snapshotId: snapshot.id });
  await sleep(longMs);
  expect(await disk.read(copy.id)).toBe('before');
});
