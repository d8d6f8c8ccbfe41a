import { expect, test } from 'vitest';
import type { Fault } from '../../../src/testbed/fault.ts';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import { createSdkWire } from '../../../src/testbed/wire/sdk-wire.ts';
import { createCountingService } from '../wire/echo-service.ts';

function open(fault: Fault) {
  const service = createCountingService();
  const transcript = createTranscriptRecorder();
  const { fetch, faults } = createFetchWire(service, { clock: createVirtualClock(), transcript });
  const injected = faults.inject(fault);
  const post = () => fetch('http://host/items', { method: 'POST', body: '{}' });
  const get = () => fetch('http://host/items');
  return { service, transcript, injected, post, get };
}

test('a lost request was never executed', async () => {
  const { post, service } = open({ kind: 'request-lost', scope: {} });
  await expect(post()).rejects.toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNRESET' } });
  expect(service.executed()).toBe(0);
});

test('a connection that is reset was executed, answers, and breaks in the middle of the body', async () => {
  const { post, service, transcript } = open({ kind: 'connection-reset', scope: {} });
  const response = await post();
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toMatchObject({ message: 'terminated', cause: { code: 'ECONNRESET' } });
  expect(service.executed()).toBe(1);
  expect(transcript.entries()[0]?.response).toBe('200 {"item (and the connection broke)');
});

test('a truncated answer ends in the middle, and nothing says so', async () => {
  const { post, service } = open({ kind: 'truncated', scope: {} });
  expect(await (await post()).text()).toBe('{"item');
  expect(service.executed()).toBe(1);
});

test('a malformed answer is a page under the status of the service', async () => {
  const { post } = open({ kind: 'malformed', scope: {} });
  const response = await post();
  expect([response.status, (await response.text()).startsWith('<html>')]).toEqual([200, true]);
});

test('a doubled delivery executes a write twice, and a read once', async () => {
  const { post, get, service, injected } = open({ kind: 'duplicate-delivery', scope: {} });
  expect(await (await post()).json()).toEqual({ items: 2 });
  expect([service.executed(), injected.touched]).toEqual([2, 1]);
  expect(await (await get()).json()).toEqual({ items: 2 });
  expect(injected.touched).toBe(1);
});

test.each(['unknown-enum', 'repeated-page-token', 'partial-batch', 'dropped-page', 'token-forgotten'] as const)(
  '%s is not offered, and cannot be injected, where the service knows nothing of it',
  (kind) => {
    expect(() => open({ kind, scope: {} })).toThrow(`this wire cannot do the fault ${kind}`);
  },
);

test('an answer to an SDK breaks in the middle too', async () => {
  const service = createCountingService();
  const wire = createSdkWire(service, { clock: createVirtualClock(), transcript: createTranscriptRecorder() });
  wire.faults.inject({ kind: 'connection-reset', scope: {} });
  const answer = await wire.requestHandler.handle({ method: 'POST', hostname: 'host', path: '/items', headers: {} });
  const { body } = answer.response as { readonly body: AsyncIterable<Buffer> };
  const read = async () => {
    for await (const chunk of body) expect(String(chunk)).toBe('{"item');
  };
  await expect(read()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('an answer lacks the field by which a thing is known; of a list, each thing in it does', async () => {
  const { post, injected } = open({ kind: 'malformed', lacks: 'field', scope: {} });
  expect(await (await post()).json()).toEqual({});
  const service = { ...createCountingService(), handle: async () => ({ status: 200, headers: {}, body: pageOfTwo }) };
  const { fetch, faults } = createFetchWire(service, {
    ...{ clock: createVirtualClock(), transcript: createTranscriptRecorder() },
  });
  faults.inject({ kind: 'malformed', lacks: 'field', scope: {} });
  expect(await (await fetch('http://host/items')).json()).toEqual({
    items: [{ state: 'a' }, { state: 'b' }],
    next: null,
  });
  expect(injected.touched).toBe(1);
});

const pageOfTwo = JSON.stringify({
  items: [
    { id: 'm-1', state: 'a' },
    { id: 'm-2', state: 'b' },
  ],
  next: null,
});

test('a body that drips in belongs to a call that was executed, whoever gives up meanwhile', async () => {
  const service = createCountingService();
  const clock = createVirtualClock();
  const { fetch, faults } = createFetchWire(service, { clock, transcript: createTranscriptRecorder() });
  faults.inject({ kind: 'latency', of: 'body', ms: 5_000, scope: {} });
  const began = clock.monotonic();
  await fetch('http://host/items', { method: 'POST', body: '{}' });
  expect([clock.monotonic() - began, service.executed()]).toEqual([5_000, 1]);
  const deadline = new AbortController();
  clock.after(1_000, () => deadline.abort(new Error('too late')));
  await expect(fetch('http://host/items', { method: 'POST', body: '{}', signal: deadline.signal })).rejects.toThrow(
    'too late',
  );
  expect(service.executed()).toBe(2);
});

test.each([
  ['unknown-host', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }],
  ['expired-certificate', { code: 'CERT_HAS_EXPIRED' }],
] as const)('there is no connection because of an %s, in the words of Node', async (because, cause) => {
  const { post, service } = open({ kind: 'request-lost', because, scope: {} });
  await expect(post()).rejects.toMatchObject({ name: 'TypeError', message: 'fetch failed', cause });
  expect(service.executed()).toBe(0);
});
