import { expect, test } from 'vitest';
import { callsOf, openAws, request } from './open-aws.ts';

const bid = { ...request, maxPriceUsdPerHour: 1 };

test('a bid under a key is repeated without a second machine, and is no spawn under that key', async () => {
  const { provider, world } = await openAws();
  const first = await provider.requestSpotInstance({ ...bid, idempotencyKey: 'k' });
  expect(await provider.requestSpotInstance({ ...bid, idempotencyKey: 'k' })).toEqual(first);
  for (const other of [{ ...bid, maxPriceUsdPerHour: 2 }, { ...request }]) {
    const asked = { ...other, idempotencyKey: 'k' };
    const again =
      'maxPriceUsdPerHour' in asked ? provider.requestSpotInstance(asked as typeof bid) : provider.spawn(asked);
    await expect(again).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  }
  expect((await world.ledger?.entries())?.length).toBe(1);
});

test('what is no bid, and what is below any price, never reaches the market', async () => {
  const { provider, calls } = await openAws();
  for (const nothing of [null, 'x', { ...request }, { ...bid, maxPriceUsdPerHour: Number.NaN }]) {
    await expect(provider.requestSpotInstance(nothing as never)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  }
  const low = { ...bid, maxPriceUsdPerHour: 0.000_9 };
  await expect(provider.requestSpotInstance(low)).rejects.toMatchObject({ code: 'CAPACITY_ERROR' });
  expect(callsOf(calls, 'RunInstances')).toEqual([]);
});

test('prices are those of every region, or of the one that is asked for', async () => {
  const { provider } = await openAws();
  const all = await provider.getSpotPrices();
  expect([...new Set(all.map(({ region }) => region))].sort()).toEqual(['eu-central-1', 'us-east-1']);
  expect(await provider.getSpotPrices({ region: 'eu-central-1' })).toEqual(
    all.filter(({ region }) => region === 'eu-central-1'),
  );
  expect(all.every(({ priceUsdPerHour }) => priceUsdPerHour > 0)).toBe(true);
});
