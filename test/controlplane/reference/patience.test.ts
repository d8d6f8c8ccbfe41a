import { expect, test } from 'vitest';
import { createPatience } from '../../../src/controlplane/reference/patience.ts';
import { ProviderError, type ProviderErrorCode } from '../../../src/provider/provider-error.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

function open() {
  const clock = createVirtualClock();
  return { clock, patience: createPatience(clock, createRandom(1)) };
}

function failing(times: number, code: ProviderErrorCode, retryAfterMs?: number) {
  let asked = 0;
  const options = { provider: 'test', ...(retryAfterMs !== undefined && { retryAfterMs }) };
  const ask = async () => {
    asked += 1;
    if (asked <= times) throw new ProviderError(code, 'no', options);
    return 'yes';
  };
  return { ask, asked: () => asked };
}

test('what may help is asked again, with pauses, three times at most', async () => {
  const { clock, patience } = open();
  const twice = failing(2, 'PROVIDER_UNAVAILABLE');
  expect(await patience.again(twice.ask)).toBe('yes');
  expect(clock.monotonic()).toBeGreaterThan(1_000);
  const always = failing(9, 'PROVIDER_UNAVAILABLE');
  await expect(patience.again(always.ask)).rejects.toThrow('no');
  expect(always.asked()).toBe(3);
});

test.each(['INVALID_SPEC', 'AUTH_ERROR'] as const)('a refusal by %s is final', async (code) => {
  const refused = failing(9, code);
  await expect(open().patience.again(refused.ask)).rejects.toThrow('no');
  expect(refused.asked()).toBe(1);
});

test('a time to wait is waited by whoever asks next, and a long one is left to a later round', async () => {
  const { clock, patience } = open();
  await expect(patience.once(failing(1, 'RATE_LIMIT_ERROR', 4_000).ask)).rejects.toThrow('no');
  expect(await patience.once(async () => clock.monotonic())).toBe(4_000);
  const long = failing(1, 'RATE_LIMIT_ERROR', 60_000);
  await expect(patience.again(long.ask)).rejects.toThrow('no');
  expect([long.asked(), patience.isAskedToWait()]).toEqual([1, true]);
  await clock.sleep(60_000);
  expect(patience.isAskedToWait()).toBe(false);
});
