import { expect, test } from 'vitest';
import { cpuRequest, spotRequest, worldUnderTest } from './world-under-test.ts';

test('what a pod costs is known once the catalogue was read', async () => {
  const { provider, usdPerHour } = worldUnderTest();
  expect(usdPerHour?.('instance', cpuRequest)).toBeUndefined();
  await provider.spawn(cpuRequest);
  await provider.spawn({ spec: spotRequest.spec });
  expect(usdPerHour?.('instance', cpuRequest)).toBeCloseTo(0.06);
  expect(usdPerHour?.('instance', { spec: spotRequest.spec })).toBeCloseTo(0.8);
});

test('a spot pod costs at most what was bid, and a volume what its size does', () => {
  const { usdPerHour } = worldUnderTest();
  expect(usdPerHour?.('spot-ticket', spotRequest)).toBe(1);
  expect(usdPerHour?.('volume', { sizeGiB: 730 })).toBeCloseTo(0.07);
  expect(usdPerHour?.('volume', null)).toBeUndefined();
});

test('spot prices are told for each place that has the GPU', async () => {
  const { provider } = worldUnderTest();
  const prices = await provider.getSpotPrices({ region: 'US-KS-2' });
  expect(prices.map(({ machineType }) => machineType)).toEqual(['NVIDIA GeForce RTX 4090', 'NVIDIA A40']);
  expect(await provider.getSpotPrices({ region: 'nowhere' })).toEqual([]);
});
