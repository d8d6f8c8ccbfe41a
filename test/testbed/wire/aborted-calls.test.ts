import { expect, test } from 'vitest';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import { createSdkWire } from '../../../src/testbed/wire/sdk-wire.ts';
import { createCountingService } from './echo-service.ts';

const request = { method: 'POST', hostname: 'host', path: '/items', headers: {} };

function open() {
  const clock = createVirtualClock();
  const counting = createCountingService();
  const service = {
    ...counting,
    handle: async (native: Parameters<typeof counting.handle>[0]) => {
      await clock.sleep(60_000);
      return counting.handle(native);
    },
  };
  const parts = { clock, transcript: createTranscriptRecorder() };
  const { fetch } = createFetchWire(service, parts);
  const { requestHandler } = createSdkWire(service, parts);
  const calls = {
    fetch: (signal: AbortSignal): Promise<unknown> => fetch('http://host/items', { method: 'POST', signal }),
    sdk: (abortSignal: AbortSignal): Promise<unknown> => requestHandler.handle(request, { abortSignal }),
  };
  return { clock, counting, calls };
}

test.each(['fetch', 'sdk'] as const)('a %s call aborted while the service works rejects at once', async (wire) => {
  const { clock, counting, calls } = open();
  const controller = new AbortController();
  const reason = new Error('gave up');
  const rejectedAtMs = calls[wire](controller.signal).then(
    () => 'answered',
    (thrown: unknown) => [thrown, clock.monotonic()],
  );
  await clock.sleep(1_000);
  controller.abort(reason);
  expect(await rejectedAtMs).toEqual([reason, 1_000]);
  // The service was asked already: it does not know that nobody listens any more.
  await clock.sleep(60_000);
  expect(counting.executed()).toBe(1);
});

test.each(['fetch', 'sdk'] as const)('a %s call that is aborted already never reaches the service', async (wire) => {
  const { clock, counting, calls } = open();
  const reason = new Error('too late');
  await expect(calls[wire](AbortSignal.abort(reason))).rejects.toBe(reason);
  await clock.sleep(120_000);
  expect(counting.executed()).toBe(0);
});
