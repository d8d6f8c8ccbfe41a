import { expect, test } from 'vitest';
import { openAws } from './open-aws.ts';

const period = { from: '2029-12-05', to: '2029-12-25' };

test('costs are read to the last page and add up over their days', async () => {
  const { provider } = await openAws();
  const { amount, currency } = await provider.getCosts(period);
  const middle = '2029-12-11T00:00:00.000Z';
  const parts = [
    await provider.getCosts({ ...period, to: middle }),
    await provider.getCosts({ ...period, from: middle }),
  ];
  expect(currency).toBe('USD');
  expect(amount).toBeGreaterThan(0);
  expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBeCloseTo(amount, 6);
});

test('a period within a day is refused, and one of no time costs nothing', async () => {
  const { provider, calls } = await openAws();
  const within = { from: '2029-12-05T12:00:00Z', to: '2029-12-06' };
  await expect(provider.getCosts(within)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(await provider.getCosts({ from: period.from, to: period.from })).toEqual({ amount: 0, currency: 'USD' });
  expect(calls).toEqual([]);
});

test.each([
  ['LimitExceededException', 'RATE_LIMIT_ERROR'],
  ['AccessDeniedException', 'AUTH_ERROR'],
  ['DataUnavailableException', 'PROVIDER_UNAVAILABLE'],
  ['FluxMisaligned', 'UNCLASSIFIED'],
])('%s of Cost Explorer is %s', async (type, code) => {
  const body = JSON.stringify({ __type: type, message: 'no' });
  const { provider } = await openAws({}, (call) => (call.has('Action') ? undefined : { status: 400, body }));
  await expect(provider.getCosts(period)).rejects.toMatchObject({ code, provider: 'aws' });
});

test.each(['', '{}', '<html></html>', '{"ResultsByTime":[{"Total":{}}]}'])('the answer %j is no bill', async (body) => {
  const { provider } = await openAws({}, (call) => (call.has('Action') ? undefined : { status: 200, body }));
  await expect(provider.getCosts(period)).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
});
