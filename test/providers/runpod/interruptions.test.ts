import { expect, test } from 'vitest';
import { cpuRequest, spotRequest, type WorldUnderTest, worldUnderTest } from './world-under-test.ts';

async function spotPod({ provider, clock }: WorldUnderTest): Promise<string> {
  const { id } = await provider.requestSpotInstance(spotRequest);
  await clock.sleep(10_000);
  return id;
}

test('a spot pod that was taken away says so, in get and in list', async () => {
  const world = worldUnderTest();
  const id = await spotPod(world);
  await world.service.spotMarket.interrupt(id);
  await world.clock.sleep(10_000);
  const taken = { id, status: 'stopped', spot: true, reason: 'SPOT_INTERRUPTED' };
  expect(await world.provider.get(id)).toMatchObject(taken);
  expect(await world.provider.list()).toMatchObject([taken]);
});

test('it goes on running until its notice is over', async () => {
  const world = worldUnderTest({ noticeMs: 5_000 });
  const id = await spotPod(world);
  await world.service.spotMarket.interrupt(id);
  await world.clock.sleep(4_000);
  expect(await world.provider.get(id)).toMatchObject({ status: 'running' });
});

test('a spot pod that crashed is an error, and no interruption', async () => {
  const world = worldUnderTest();
  const id = await spotPod(world);
  world.service.misfortunes.crash(id);
  const crashed = await world.provider.get(id);
  expect(crashed).toMatchObject({ status: 'error' });
  expect(crashed).not.toHaveProperty('reason');
});

test('a spot pod that stopped because the account is out of money was not taken away', async () => {
  const world = worldUnderTest();
  const volume = await world.provider.createVolume({ sizeGiB: 10, region: 'EU-RO-1' });
  const { id } = await world.provider.requestSpotInstance({ ...spotRequest, volumeIds: [volume.id] });
  world.service.misfortunes.runOutOfMoney();
  const stopped = await world.provider.get(id);
  expect(stopped).toMatchObject({ status: 'stopped' });
  expect(stopped).not.toHaveProperty('reason');
});

test('a spot pod that a person stopped was not taken away', async () => {
  const world = worldUnderTest();
  const id = await spotPod(world);
  const headers = { authorization: `Bearer ${world.context.env.RUNPOD_API_KEY}`, 'user-agent': 'test' };
  const init = { method: 'POST', headers, body: '{"action":"stop"}' };
  await world.context.fetch(`${world.context.env.RUNPOD_URL}/pods/${id}/action`, init);
  expect(await world.provider.get(id)).not.toHaveProperty('reason');
});

test('where nothing has ended, GraphQL is not asked', async () => {
  const world = worldUnderTest();
  const { id } = await world.provider.spawn(cpuRequest);
  await world.provider.get(id);
  await world.provider.list();
  expect(world.calls).not.toContain('POST /graphql');
});
