import { expect, test } from 'vitest';
import { createSimulatedHost } from '../../../src/clouds/orbstack/simulated-host.ts';
import { nativeErrorKinds } from '../../../src/testbed/fault.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';
import type { NativeRequest } from '../../../src/testbed/wire/native-service.ts';

test('a request with the token is answered', async () => {
  expect(await hostUnderTest().handle(request())).toMatchObject({ status: 200, body: '{"ok":true}' });
});

test.each<Record<string, string>>([{}, { authorization: 'Bearer wrong' }, { authorization: 'token' }])(
  'with %j it is refused',
  async (headers) => {
    const answer = await hostUnderTest().handle(request({ headers }));
    expect([answer.status, errorOf(answer.body).code]).toEqual([401, 'unauthorized']);
  },
);

test.each(['{', '7', 'null'])('the body %s is refused', async (body) => {
  const answer = await hostUnderTest().handle(request({ method: 'POST', path: '/v1/machines', body }));
  expect([answer.status, errorOf(answer.body).code]).toEqual([400, 'malformed']);
});

test('an answer takes its time', async () => {
  const clock = createVirtualClock();
  await hostUnderTest({ latencyMinMs: 100, latencyMaxMs: 100 }, clock).handle(request());
  expect(clock.monotonic()).toBe(100);
});

test('every kind of failure has words of its own', () => {
  const host = hostUnderTest();
  const answers = nativeErrorKinds.map((kind) => host.nativeError(kind, request()));
  expect(host.nativeErrors).toEqual(nativeErrorKinds);
  expect(new Set(answers.map(({ body }) => errorOf(body).code)).size).toBe(nativeErrorKinds.length);
  for (const { status, body } of answers) {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(errorOf(body).message).not.toBe('');
  }
});

test('a time to wait is told in whole seconds, rounded up', () => {
  const { headers } = hostUnderTest().nativeError('rate-limit', request(), 1_500);
  expect(headers['retry-after']).toBe('2');
});

test.each([
  ['POST', '/v1/machines', 'spawn', false],
  ['GET', '/v1/machines', 'list', true],
  ['GET', '/v1/machines/m-1', 'get', true],
  ['DELETE', '/v1/machines/m-1', 'terminate', false],
  ['POST', '/v1/snapshots', 'snapshot', false],
  ['GET', '/v1/volumes/v-1', 'volume', true],
  ['GET', '/v1/networks', 'network', true],
  ['GET', '/v1/ping', 'other', true],
] as const)('%s %s is for: %s', (method, path, operation, read) => {
  const call = { operation, read, label: `${method} ${path}` };
  expect(hostUnderTest().classify(request({ method, path }))).toEqual(call);
});

function hostUnderTest(options = {}, clock = createVirtualClock()) {
  const prompt = { latencyMinMs: 0, latencyMaxMs: 0 };
  return createSimulatedHost({ clock, random: createRandom(1), token: 'token' }, { ...prompt, ...options });
}

function request(more: Partial<NativeRequest> = {}): NativeRequest {
  const headers = { authorization: 'Bearer token' };
  return { method: 'GET', host: 'host', path: '/v1/ping', query: '', body: '', headers, ...more };
}

function errorOf(body: string): { readonly code: string; readonly message: string } {
  return JSON.parse(body).error;
}
