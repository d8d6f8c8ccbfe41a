import { expect, test } from 'vitest';
import { mustStart } from '../../src/engine/must-start.ts';
import { ProviderError } from '../../src/provider/provider-error.ts';
import type { World } from '../../src/testbed/testbed.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';

function start(onStartup: () => Promise<void>): Promise<void> {
  const world = {
    registration: { hooks: { onStartup } },
    clock: createVirtualClock(),
    facts: { tolerances: { callTimeoutMs: 1_000 } },
  };
  return mustStart('mine', world as unknown as World);
}

const refused = (code: 'AUTH_ERROR' | 'RATE_LIMIT_ERROR') =>
  start(async () => {
    throw new ProviderError(code, 'the key is refused', { provider: 'mine' });
  });

test('whoever cannot use its service is refused in its own words', async () => {
  await expect(refused('AUTH_ERROR')).rejects.toThrow('mine does not start: AUTH_ERROR: the key is refused');
});

test('what may pass, what is a fault of the provider and what hangs is left to the contracts', async () => {
  await refused('RATE_LIMIT_ERROR');
  await start(() => Promise.reject(new TypeError('oops')));
  await start(() => new Promise(() => {}));
  await start(async () => {});
});
