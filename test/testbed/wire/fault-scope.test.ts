import { expect, test } from 'vitest';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import { createCountingService } from './echo-service.ts';

function open() {
  const service = createCountingService();
  const clock = createVirtualClock();
  const transcript = createTranscriptRecorder();
  const { fetch, faults } = createFetchWire(service, { clock, transcript });
  const post = () => fetch('http://host/items', { method: 'POST' });
  const get = async () => ((await (await fetch('http://host/items')).json()) as { items: number }).items;
  return { service, clock, transcript, faults, post, get };
}

test.each([
  ['hang', { kind: 'hang', scope: { windowMs: 1_000 } }],
  ['latency', { kind: 'latency', ms: 60_000, scope: { windowMs: 1_000 } }],
] as const)('a call held by a %s goes on when the window ends, though no other call comes', async (_kind, fault) => {
  const { post, faults, clock } = open();
  faults.inject(fault);
  expect((await post()).status).toBe(200);
  expect(clock.monotonic()).toBe(1_000);
});

test('a window is over when its time is', async () => {
  const { post, faults, clock } = open();
  faults.inject({ kind: 'native-error', error: 'unavailable', scope: { windowMs: 1_000 } });
  await clock.sleep(999);
  expect((await post()).status).toBe(503);
  await clock.sleep(1);
  expect((await post()).status).toBe(200);
});

test('a fault behind a refusal touches nothing and keeps its count', async () => {
  const { post, faults, transcript } = open();
  faults.inject({ kind: 'throttle', scope: { count: 1 } });
  const lost = faults.inject({ kind: 'response-lost', scope: { count: 1 } });
  expect((await post()).status).toBe(429);
  expect(lost.touched).toBe(0);
  expect(transcript.entries()[0]?.fault).toBe('throttle');
  await expect(post()).rejects.toThrow('fetch failed');
  expect(lost.touched).toBe(1);
});

test('a fault that heals while the call is held does not act on it', async () => {
  const { post, faults, clock } = open();
  faults.inject({ kind: 'latency', ms: 100, scope: {} });
  const refusal = faults.inject({ kind: 'native-error', error: 'unavailable', scope: {} });
  const slow = post();
  void clock.sleep(50).then(() => refusal.heal());
  expect((await slow).status).toBe(200);
  expect(refusal.touched).toBe(0);
});

test('a stale read counts reads alone, and only those that it changed', async () => {
  const { post, get, faults, clock } = open();
  const stale = faults.inject({ kind: 'stale-read', lagMs: 500, scope: { nth: 2 } });
  await post();
  expect([await get(), stale.touched]).toEqual([1, 0]);
  await clock.sleep(1_000);
  await post();
  expect([await get(), stale.touched]).toEqual([1, 1]);
  const unasked = open();
  const empty = unasked.faults.inject({ kind: 'stale-read', lagMs: 500, scope: {} });
  expect([await unasked.get(), empty.touched]).toEqual([0, 0]);
});

test('a stale read reaches back over many equal answers', async () => {
  const { post, get, faults, clock } = open();
  for (let poll = 0; poll < 200; poll += 1) {
    await get();
    await clock.sleep(100);
  }
  await post();
  faults.inject({ kind: 'stale-read', lagMs: 15_000, scope: {} });
  expect(await get()).toBe(0);
});

test.each([
  { kind: 'latency', ms: 2 ** 31, scope: {} },
  { kind: 'hang', scope: { windowMs: -1 } },
] as const)('a duration that no timer can hold is refused at once: %j', (fault) => {
  expect(() => open().faults.inject(fault)).toThrow(RangeError);
});

test('a stale read is never older than its fault allows, counted from when its answer was last given', async () => {
  const { post, get, faults, clock } = open();
  await get();
  await clock.sleep(10_000);
  await get();
  await post();
  const stale = faults.inject({ kind: 'stale-read', lagMs: 1_000, ageMaxMs: 5_000, scope: {} });
  await clock.sleep(5_000);
  expect([await get(), stale.touched]).toEqual([0, 1]);
  await clock.sleep(1);
  expect([await get(), stale.touched]).toEqual([1, 1]);
});
