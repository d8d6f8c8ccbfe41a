import { describe, expect, test } from 'vitest';
import { subnetNames } from '../../../src/clouds/moto/subnet-names.ts';
import { openWorld, small } from './moto-world.ts';
import { missingMoto } from './require-moto.ts';

describe.skipIf(missingMoto !== null)('an account on moto', () => {
  test('the ledger sees what the provider makes and ends, and no root disk', async () => {
    const { provider, there } = await openWorld();
    const volume = await provider.createVolume({ sizeGiB: 2 });
    const { id } = await provider.spawn({ ...small, volumeIds: [volume.id] });
    const snapshot = await provider.createSnapshot(id);
    const made = [
      ['instance', id],
      ['volume', volume.id],
      ['snapshot', snapshot.id],
    ];
    expect(await there()).toEqual(made);
    expect(await provider.get(id)).toMatchObject({ status: 'running', volumeIds: [volume.id] });
    await provider.terminate(id);
    expect(await there()).toEqual(made.slice(1));
    await provider.deleteVolume(volume.id);
    await provider.deleteSnapshot(snapshot.id);
    expect(await there()).toEqual([]);
  });

  test('every world has an account of its own, also under the same seed', async () => {
    const [one, other] = [await openWorld(), await openWorld()];
    const { id } = await one.provider.spawn(small);
    expect(await other.provider.get(id)).toBeNull();
    expect(await other.provider.list()).toEqual([]);
    expect(await other.there()).toEqual([]);
    expect(await one.there()).toEqual([['instance', id]]);
  });

  test('a launch whose answer is lost is found by its tag: one machine', async () => {
    const { provider, faults, there } = await openWorld();
    faults.inject({ kind: 'response-lost', scope: { operation: 'spawn', nth: 1 } });
    const { id } = await provider.spawn({ ...small, idempotencyKey: 'key' });
    expect(await there()).toEqual([['instance', id]]);
  });

  test('a list goes over as many pages as moto makes of it', async () => {
    const { provider, world } = await openWorld();
    const spawned = await Promise.all(Array.from({ length: 7 }, () => provider.spawn(small)));
    const listed = await provider.list();
    expect(listed.map(({ id }) => id).sort()).toEqual(spawned.map(({ id }) => id).sort());
    const pages = world.transcript.entries().filter(({ request }) => request.includes('NextToken'));
    expect(pages).not.toEqual([]);
  });

  test('subnets go by the names that the facts have', async () => {
    const { provider, world } = await openWorld();
    expect(world.facts.networks).toEqual(subnetNames);
    const [, network = ''] = subnetNames;
    const { id } = await provider.spawn({ ...small, network });
    expect(await provider.get(id)).toMatchObject({ network });
  });

  test('waiting takes no time, and what moto says of the time is what the world says', async () => {
    const { world } = await openWorld();
    const { hooks } = world.registration;
    await world.clock.sleep(3_600_000);
    await hooks.onStartup();
    const [receipt] = (await hooks.onHeartbeat([{ id: 't', type: 'health_check' }])) ?? [];
    expect(receipt).toMatchObject({ outcome: 'completed' });
  });
});
