import { expect, test } from 'vitest';
import { createRunpod } from '../../../src/providers/runpod/runpod.ts';
import { cpuRequest, key, worldUnderTest } from './world-under-test.ts';

test.each([
  ['none', undefined],
  ['an empty one', ''],
  ['one with a newline at its end', `${key}\n`],
])('with %s for a key nothing is asked, and the key is not told', (_what, given) => {
  const { context, calls } = worldUnderTest();
  const make = () => createRunpod({ ...context, env: { ...context.env, RUNPOD_API_KEY: given } });
  expect(make).toThrow(/RUNPOD_API_KEY/);
  expect(make).not.toThrow(key);
  expect(calls).toEqual([]);
});

test('without an address the public one is asked', async () => {
  const asked: string[] = [];
  const { context } = worldUnderTest();
  const fetch: typeof context.fetch = async (input) => {
    asked.push(String(input));
    return new Response('{"pods":[]}');
  };
  await createRunpod({ ...context, fetch, env: { RUNPOD_API_KEY: key } }).provider.list();
  expect(asked).toEqual(['https://api.runpod.io/v2/pods']);
});

test('after the last request of a minute the next one waits for the next minute', async () => {
  const { provider, clock } = worldUnderTest({ requestsPerMinute: 3 });
  for (let call = 0; call < 4; call += 1) await provider.list();
  expect(clock.monotonic()).toBe(60_000);
});

test('where the service does not say how many are left, its refusal is told with the time to wait', async () => {
  const { provider } = worldUnderTest({ requestsPerMinute: 3, tellsRateLimit: false });
  for (let call = 0; call < 3; call += 1) await provider.list();
  await expect(provider.list()).rejects.toMatchObject({ code: 'RATE_LIMIT_ERROR', retryAfterMs: 60_000 });
});

test('a service that does not answer is given up after half a minute', async () => {
  const { provider, clock } = worldUnderTest({}, () => () => new Promise(() => {}));
  await expect(provider.list()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  expect(clock.monotonic()).toBe(30_000);
});

test('the catalogue is read once for many spawns', async () => {
  const { provider, calls } = worldUnderTest();
  for (let call = 0; call < 3; call += 1) await provider.spawn(cpuRequest);
  expect(calls.filter((call) => call === 'GET /v2/catalog/cpus')).toHaveLength(1);
});
