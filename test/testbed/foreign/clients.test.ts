import http from 'node:http';
import { expect, test } from 'vitest';
import type { Fault } from '../../../src/testbed/fault.ts';
import { createCountingService } from '../wire/echo-service.ts';
import { type ForeignTestWorld, openForeign, url } from './open-foreign.ts';

type Send = (method: string, body?: string) => Promise<string>;

const withFetch: Send = async (method, body) => {
  const response = await fetch(`${url}/items`, { method, ...(body !== undefined && { body }) });
  return `${response.status} ${await response.text()}`;
};

const withHttp: Send = (method, body) =>
  new Promise((resolve, reject) => {
    const request = http.request(`${url}/items`, { method }, (response) => {
      let text = '';
      response.on('error', reject);
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve(`${response.statusCode} ${text}`));
    });
    request.on('error', reject);
    request.end(body);
  });

const clients: readonly [string, Send][] = [
  ['fetch', withFetch],
  ['node:http', withHttp],
];

test.each(clients)('what %s sends meets the service of the world, and is written down', async (_, send) => {
  const { run, transcript, close } = await openForeign();
  expect(await run(() => send('POST', '{}'))).toBe('200 {"items":1}');
  expect(await run(() => send('GET'))).toBe('200 {"items":1}');
  expect(transcript.entries().map(({ request, response }) => `${request} ${response}`)).toEqual([
    'POST /items 200 {"items":1}',
    'GET /items 200 {"items":1}',
  ]);
  await close();
});

test.each(clients)('by %s a service learns who asks, as from any program', async (_, send) => {
  const asked: string[] = [];
  const counting = createCountingService();
  const service = {
    ...counting,
    handle: (request: Parameters<typeof counting.handle>[0]) => {
      asked.push(`${request.host} ${request.path} ${request.body}`);
      return counting.handle(request);
    },
  };
  const { run, close } = await openForeign({ service });
  await run(() => send('POST', '{"a":1}'));
  expect(asked).toEqual(['service.test /items {"a":1}']);
  await close();
});

const once = { count: 1 };
const faults: readonly [string, Fault, RegExp, number][] = [
  ['a native error', { kind: 'native-error', error: 'rate-limit', scope: once }, /^429 rate-limit$/, 0],
  ['an error after success', { kind: 'error-after-success', scope: once }, /^503 /, 1],
  ['a lost response', { kind: 'response-lost', scope: once }, /^ECONNRESET/, 1],
  ['a connection reset', { kind: 'connection-reset', scope: once }, /^ECONNRESET/, 1],
  ['a malformed answer', { kind: 'malformed', scope: once }, /^200 <html>/, 1],
];

test.each(clients.flatMap(([name, send]) => faults.map((fault) => [name, ...fault, send] as const)))(
  'by %s %s is what it is on the direct wire',
  async (_name, _fault, fault, expected, executed, send) => {
    const service = createCountingService();
    const world = await openForeign({ service });
    world.faults?.inject(fault);
    expect(await outcomeOf(world, send)).toMatch(expected);
    expect(service.executed()).toBe(executed);
    expect(await world.run(() => send('GET'))).toBe(`200 {"items":${executed}}`);
    await world.close();
  },
);

function outcomeOf(world: ForeignTestWorld, send: Send): Promise<string> {
  return world
    .run(() => send('POST', '{}'))
    .catch((thrown: Error & { readonly code?: string }) => {
      const { code } = (thrown.cause ?? thrown) as { readonly code?: string };
      return code ?? `${thrown}`;
    });
}

test.each(clients)('while %s is under way the world’s time stands still, but for the service', async (_, send) => {
  const { run, clock, faults: injector, close } = await openForeign();
  let isLate = false;
  run(() =>
    setTimeout(() => {
      isLate = true;
    }, 1),
  );
  // The timer is there before anything is sent, and the loop turns many times before it is answered.
  const sent = run(() => send('GET'));
  await sent;
  expect({ isLate: isLate && clock.monotonic() > 1 }).toEqual({ isLate: false });
  injector?.inject({ kind: 'latency', ms: 250, scope: once });
  const before = clock.monotonic();
  await run(() => send('GET'));
  expect(clock.monotonic() - before).toBeGreaterThanOrEqual(250);
  await close();
});
