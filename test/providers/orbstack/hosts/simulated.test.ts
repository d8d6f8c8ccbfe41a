import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Clock } from '../../../../src/provider/context.ts';
import { ProviderError } from '../../../../src/provider/provider-error.ts';
import { createSimulatedHost } from '../../../../src/providers/orbstack/hosts/simulated.ts';
import { contextUnderTest, token } from '../context-under-test.ts';

const machine = {
  id: 'm-1',
  name: 'a',
  state: 'running',
  cpus: 1,
  memory_mib: 512,
  disk_gib: null,
  image: 'debian',
  region: 'local',
  network: 'bridge',
  labels: {},
  annotations: { fingerprint: 'f' },
  volumes: [],
  created_at: '2026-01-01T00:00:00.000Z',
};
const request = {
  name: 'a',
  fingerprint: 'f',
  spec: { cpus: 1, memoryMiB: 512 },
  image: 'debian',
  region: 'local',
  tags: {},
  volumeIds: [],
};

test.each([
  [503, 'host_full', 'CAPACITY_ERROR'],
  [401, 'unauthorized', 'AUTH_ERROR'],
  [429, 'slow_down', 'RATE_LIMIT_ERROR'],
  [403, 'quota_exceeded', 'QUOTA_EXCEEDED'],
  [422, 'unknown_image', 'INVALID_SPEC'],
  [400, 'flux_misaligned', 'UNCLASSIFIED'],
  [409, 'capacity_of_the_flux', 'UNCLASSIFIED'],
  [418, 'toString', 'UNCLASSIFIED'],
])('a create refused with %i %s is %s, and clear', async (status, code, expected) => {
  const error = await createThrows(() => refusal(status, code));
  expect([error.code, error.ambiguous]).toEqual([expected, undefined]);
  expect(error.cause).toMatchObject({ status, code });
});

test.each([
  ['an error of the server', () => refusal(500, 'oops')],
  ['a page of a proxy', () => new Response('<html>Bad gateway</html>', { status: 502 })],
  ['a success that is no JSON', () => new Response('<html>', { status: 201 })],
  ['a success without a machine', () => new Response('{}', { status: 201 })],
  ['a broken connection', () => Promise.reject(new TypeError('fetch failed'))],
])('%s leaves a create ambiguous, and a look not', async (_what, answer) => {
  expect(await createThrows(answer)).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
  const look = await rejection(hostAnswering(answer).get('m-1'));
  expect([look.code, look.ambiguous]).toEqual(['PROVIDER_UNAVAILABLE', undefined]);
});

const expireAtOnce: Clock['after'] = (_ms, callback) => {
  queueMicrotask(callback);
  return () => {};
};

test('a service that never answers is given up', async () => {
  const context = contextUnderTest(() => new Promise(() => {}));
  const host = createSimulatedHost({ ...context, clock: { ...context.clock, after: expireAtOnce } });
  expect(await rejection(host.destroy('m-1'))).toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
});

test('Retry-After arrives in milliseconds', async () => {
  const error = await createThrows(() => refusal(429, 'slow_down', 'slow down', { 'retry-after': '7' }));
  expect(error.retryAfterMs).toBe(7_000);
});

test('no error shows the token, even when the service repeats it', async () => {
  const refused = await createThrows(() => refusal(401, 'unauthorized', `Bearer ${token} is not valid`));
  const broken = await createThrows(() => Promise.reject(new TypeError(`cannot send Bearer ${token}`)));
  expect(inspect([refused, broken], { depth: 10, showHidden: true })).not.toContain(token);
});

test('an id that cannot be one is unknown, and nothing is asked', async () => {
  let asked = 0;
  const host = hostAnswering(() => {
    asked += 1;
    return refusal(500, 'oops');
  });
  for (const id of ['', '.', '..', '../volumes', 'a/b', 'a?b', 'a%2fb']) {
    expect(await host.get(id)).toBeNull();
    await host.destroy(id);
  }
  expect(asked).toBe(0);
});

test('a 404 that does not speak of the machine is no proof that it is gone', async () => {
  const host = hostAnswering(() => new Response('not found', { status: 404 }));
  expect(await rejection(host.get('m-1'))).toMatchObject({ code: 'UNCLASSIFIED' });
  expect(await rejection(host.destroy('m-1'))).toMatchObject({ code: 'UNCLASSIFIED' });
});

test('a list is complete or an error, never a part', async () => {
  const pages = [() => page('c1'), () => refusal(500, 'oops')];
  let asked = 0;
  const host = hostAnswering(() => pages[asked++]?.() ?? page(null));
  expect(await rejection(host.list())).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
});

test('a list that goes round in a circle ends in an error', async () => {
  expect(await rejection(hostAnswering(() => page('again')).list())).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
});

test('a page that does not say whether another follows is an error', async () => {
  const host = hostAnswering(() => Response.json({ machines: [machine] }));
  expect(await rejection(host.list())).toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
});

test('a state that nobody knows is a machine that is busy', async () => {
  const host = hostAnswering(() => Response.json({ ...machine, state: 'defragmenting' }));
  expect(await host.get('m-1')).toMatchObject({ status: 'pending' });
});

test.each(['ORBSTACK_URL', 'ORBSTACK_TOKEN'])('without %s there is one clear message', (name) => {
  const context = contextUnderTest(() => page(null), { [name]: '' });
  expect(() => createSimulatedHost(context)).toThrow(`${name} must be set for the simulated host`);
});

type Answerer = () => Response | Promise<Response>;

function hostAnswering(answer: Answerer) {
  return createSimulatedHost(contextUnderTest(async () => answer()));
}

function createThrows(answer: Answerer): Promise<ProviderError> {
  return rejection(hostAnswering(answer).create(request));
}

async function rejection(promise: Promise<unknown>): Promise<ProviderError> {
  const thrown = await promise.then(
    (value) => new Error(`it resolved to ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(ProviderError);
  return thrown as ProviderError;
}

function refusal(status: number, code: string, message = 'no', headers: Record<string, string> = {}): Response {
  return Response.json({ error: { code, message } }, { status, headers });
}

function page(cursor: string | null): Promise<Response> {
  return Promise.resolve(Response.json({ machines: [machine], next_cursor: cursor }));
}
