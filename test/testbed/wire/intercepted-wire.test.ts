import { expect, test } from 'vitest';
import type { Fetch } from '../../../src/provider/context.ts';
import { createInterceptedWire } from '../../../src/testbed/wire/intercepted-wire.ts';

/** Gives back what reaches the wire. */
function open(hosts: readonly string[] = ['service.test', 'other.test:8443']) {
  const wire: Fetch = async (input, init) => {
    const { method, url, headers } = new Request(input, init);
    return Response.json({ method, url, headers: Object.fromEntries(headers) });
  };
  const intercepted = createInterceptedWire(wire, new Set(hosts));
  const send = async (...args: Parameters<Fetch>) =>
    (await (await intercepted.fetch(...args)).json()) as { url: string; headers: Record<string, string> };
  return { ...intercepted, send };
}

test.each<[string, Parameters<Fetch>]>([
  ['a text', ['http://service.test/a?b=1']],
  ['a URL', [new URL('http://service.test/a?b=1')]],
  ['a Request', [new Request('http://service.test/a?b=1')]],
])('what is asked for as %s goes over the wire, with what a fetch sends unasked', async (_, args) => {
  const { url, headers } = await open().send(...args);
  expect(url).toBe('http://service.test/a?b=1');
  expect(headers).toMatchObject({ accept: '*/*', 'user-agent': 'node' });
});

test.each<[string, NonNullable<RequestInit['headers']>]>([
  ['an object', { 'User-Agent': 'mine/1', Authorization: 'k' }],
  [
    'a list',
    [
      ['User-Agent', 'mine/1'],
      ['Authorization', 'k'],
    ],
  ],
  ['Headers', new Headers({ 'user-agent': 'mine/1', authorization: 'k' })],
])('what is given as %s is not overwritten', async (_, headers) => {
  expect((await open().send('http://service.test/', { headers })).headers).toMatchObject({
    authorization: 'k',
    'user-agent': 'mine/1',
  });
});

test('another host is refused as a fetch fails, and written down once', async () => {
  const { fetch, refused } = open();
  for (let time = 0; time < 2; time += 1) {
    await expect(fetch('https://real.example/v1?key=secret', { method: 'POST' })).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ECONNREFUSED', message: expect.stringContaining('the service of this world is at service.test') },
    });
  }
  expect(refused()).toEqual(['POST https://real.example']);
});

test('a connection is allowed to the hosts of the service alone, on their ports', () => {
  const { allows } = open();
  expect([allows('service.test', 443), allows('service.test', 80), allows('other.test', 8443)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([allows('service.test', 22), allows('other.test', 443), allows('127.0.0.1', 80)]).toEqual([
    false,
    false,
    false,
  ]);
});
