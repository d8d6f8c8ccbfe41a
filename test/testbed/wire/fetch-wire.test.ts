import { expect, test } from 'vitest';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import { createCountingService } from './echo-service.ts';

function open() {
  const service = createCountingService();
  const clock = createVirtualClock();
  const transcript = createTranscriptRecorder(['s3cret-token']);
  const { fetch, faults } = createFetchWire(service, { clock, transcript });
  const post = (signal?: AbortSignal) =>
    fetch('http://host/items', { method: 'POST', body: '{}', ...(signal && { signal }) });
  const get = async () => ((await (await fetch('http://host/items')).json()) as { items: number }).items;
  return { service, clock, transcript, faults, fetch, post, get };
}

test('without a fault a call goes through, and is written down', async () => {
  const { post, get, transcript } = open();
  expect((await post()).status).toBe(200);
  expect(await get()).toBe(1);
  expect(transcript.entries().map(({ request, response }) => `${request} ${response}`)).toEqual([
    'POST /items 200 {"items":1}',
    'GET /items 200 {"items":1}',
  ]);
});

test('a native error refuses in the service’s words, and nothing is executed', async () => {
  const { post, faults, service } = open();
  const fault = faults.inject({ kind: 'native-error', error: 'rate-limit', retryAfterMs: 3_000, scope: {} });
  const response = await post();
  expect([response.status, response.headers.get('retry-after'), service.executed()]).toEqual([429, '3', 0]);
  expect(fault.touched).toBe(1);
  fault.heal();
  expect((await post()).status).toBe(200);
});

test('a lost response was executed, and fails as undici fails', async () => {
  const { post, faults, service, transcript } = open();
  faults.inject({ kind: 'response-lost', scope: { operation: 'spawn' } });
  await expect(post()).rejects.toMatchObject({
    name: 'TypeError',
    message: 'fetch failed',
    cause: { code: 'ECONNRESET' },
  });
  expect(service.executed()).toBe(1);
  expect(transcript.entries()[0]).toMatchObject({ fault: 'response-lost', response: '(no answer: fetch failed)' });
});

test('an error after success was executed too', async () => {
  const { post, faults, service } = open();
  faults.inject({ kind: 'error-after-success', scope: {} });
  expect((await post()).status).toBe(503);
  expect(service.executed()).toBe(1);
});

test('a throttle refuses as too many requests', async () => {
  const { post, faults } = open();
  faults.inject({ kind: 'throttle', retryAfterMs: 1_000, scope: {} });
  expect((await post()).status).toBe(429);
});

test('latency takes virtual time, and healing cuts it short', async () => {
  const { post, faults, clock } = open();
  const fault = faults.inject({ kind: 'latency', ms: 3_600_000, scope: {} });
  await post();
  expect(clock.monotonic()).toBe(3_600_000);
  const slow = post();
  void clock.sleep(10).then(() => fault.heal());
  await slow;
  expect(clock.monotonic()).toBe(3_600_010);
});

test('a hang ends when the caller gives up, and executes nothing', async () => {
  const { post, faults, service } = open();
  faults.inject({ kind: 'hang', scope: {} });
  const controller = new AbortController();
  const hanging = post(controller.signal);
  const reason = new Error('gave up');
  controller.abort(reason);
  await expect(hanging).rejects.toBe(reason);
  expect(service.executed()).toBe(0);
});

test('a hang that is healed lets the call go on', async () => {
  const { post, faults, service } = open();
  const fault = faults.inject({ kind: 'hang', scope: {} });
  const hanging = post();
  fault.heal();
  expect((await hanging).status).toBe(200);
  expect(service.executed()).toBe(1);
});

test('a stale read answers as it did, a write goes through', async () => {
  const { post, get, faults, clock } = open();
  expect(await get()).toBe(0);
  await clock.sleep(1_000);
  faults.inject({ kind: 'stale-read', lagMs: 500, scope: {} });
  await post();
  expect(await get()).toBe(0);
  await clock.sleep(1_000);
  expect(await get()).toBe(0);
});

test.each([
  ['the nth matching call', { operation: 'spawn', nth: 2 }, [200, 503, 200]],
  ['a number of calls', { operation: 'spawn', count: 2 }, [503, 503, 200]],
  ['calls of its operation', { operation: 'list' }, [200, 200, 200]],
] as const)('a scope narrows a fault to %s', async (_what, scope, expected) => {
  const { post, faults } = open();
  faults.inject({ kind: 'native-error', error: 'unavailable', scope });
  const statuses = [(await post()).status, (await post()).status, (await post()).status];
  expect(statuses).toEqual(expected);
});

test('a window heals by itself', async () => {
  const { post, faults, clock } = open();
  faults.inject({ kind: 'native-error', error: 'unavailable', scope: { windowMs: 1_000 } });
  expect((await post()).status).toBe(503);
  await clock.sleep(1_001);
  expect((await post()).status).toBe(200);
});

test('faults that touch one call act in their fixed order', async () => {
  const { post, faults, clock, service } = open();
  faults.inject({ kind: 'response-lost', scope: {} });
  faults.inject({ kind: 'latency', ms: 100, scope: {} });
  await expect(post()).rejects.toThrow('fetch failed');
  expect([clock.monotonic(), service.executed()]).toEqual([100, 1]);
});

test('a Request, a URL and header lists are understood like the web’s fetch understands them', async () => {
  const { fetch, service } = open();
  await fetch(new Request('http://host/items', { method: 'POST', body: 'x' }));
  await fetch(new URL('http://host/items'), { method: 'POST', headers: [['A', 'b']] });
  expect(service.executed()).toBe(2);
});
