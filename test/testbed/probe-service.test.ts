import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { probeService, type ServiceProbe } from '../../src/testbed/probe-service.ts';

const key = 'key-0123456789abcdef';
const asked: string[] = [];

/** Answers by the path. A key that is not ours is refused. */
function answer(request: IncomingMessage, response: ServerResponse): void {
  asked.push(`${request.method} ${request.url}`);
  const json = { 'content-type': 'application/json' };
  const status = Number(/\d{3}/.exec(request.url ?? '')?.[0] ?? 200);
  if (request.url === '/waf') response.writeHead(403, { 'content-type': 'text/html' }).end('<html>blocked</html>');
  else if (request.headers.authorization !== `Bearer ${key}`) response.writeHead(401, json).end('{}');
  else response.writeHead(status, json).end('{}');
}

const server = createServer(answer);
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function probe(changes: Partial<ServiceProbe> = {}, now: () => number = Date.now): Promise<string | null> {
  asked.length = 0;
  const found: ServiceProbe = {
    displayName: 'Example',
    key: { name: 'EXAMPLE_KEY', value: key },
    url: { name: 'EXAMPLE_URL', value: url },
    path: '/v1/me',
    headers: (value) => ({ authorization: `Bearer ${value}` }),
    ...changes,
  };
  return probeService(found, { fetch, now });
}

const keyOf = (value: string | undefined) => ({ key: { name: 'EXAMPLE_KEY', value } });

test('a service that answers can be used, and nothing but a read was asked', async () => {
  expect(await probe()).toBeNull();
  expect(asked).toEqual(['GET /v1/me']);
});

test.each<[string, string | undefined, RegExp]>([
  ['no key', undefined, /^EXAMPLE_KEY is not set: export it, and pass it on with --env EXAMPLE_KEY$/],
  ['an empty key', '', /^EXAMPLE_KEY is not set/],
  ['a key with a trailing newline', `${key}\n`, /^EXAMPLE_KEY ends with a line break: set it without one/],
  ['a key from a file of Windows', `${key}\r\n`, /^EXAMPLE_KEY ends with a line break/],
  ['a key with a space before it', ` ${key}`, /^EXAMPLE_KEY begins or ends with a space/],
  ['a key with a smart quote', `“${key}`, /^EXAMPLE_KEY holds a character that no key has/],
])('%s is told before anything is asked, and not shown', async (_, value, expected) => {
  const told = await probe(keyOf(value));
  expect(told).toMatch(expected);
  expect(told).not.toContain(key);
  expect(asked).toEqual([]);
});

test('a key that the service refuses is told by its variable, and not shown', async () => {
  const told = await probe(keyOf('key-of-somebody-else'));
  expect(told).toBe('Example does not accept the key in EXAMPLE_KEY (401): see that it is the right one');
});

test.each<[string, string, RegExp]>([
  [
    'nothing listens',
    'http://127.0.0.1:61999',
    /cannot be reached at http:\/\/127\.0\.0\.1:61999 \(nothing listens there\): see that EXAMPLE_URL/,
  ],
  [
    'nobody knows the name',
    'http://nobody.invalid',
    /cannot be reached at http:\/\/nobody\.invalid \((nobody knows|names cannot)/,
  ],
  ['no port may be asked', 'http://127.0.0.1:1', /cannot be reached at http:\/\/127\.0\.0\.1:1 \(bad port\)/],
  ['it is no URL', 'cloud.example', /^EXAMPLE_URL is "cloud\.example", which is no URL/],
  ['it is another protocol', 'ftp://cloud.example', /^EXAMPLE_URL is "ftp:/],
])('a base URL where %s is told', async (_, value, expected) => {
  expect(await probe({ url: { name: 'EXAMPLE_URL', value } })).toMatch(expected);
});

test.each([
  [-3 * 3_600_000, 'the clock of this machine is 180 minutes behind: set it'],
  [24 * 3_600_000, 'the clock of this machine is 1440 minutes ahead: set it'],
  [60_000, null],
])('a clock that is %i ms off: %s', async (offMs, expected) => {
  expect(await probe({}, () => Date.now() + offMs)).toBe(expected);
});

test('where clock and key are wrong, both are told', async () => {
  const told = await probe(keyOf('key-of-somebody-else'), () => Date.now() + 3_600_000);
  expect(told).toMatch(/^the clock of this machine is 60 minutes ahead: set it; and Example does not accept the key/);
});

test.each([
  ['CERT_NOT_YET_VALID', /^the certificate of Example is not valid at 2001-09-09T01:46:40\.000Z, .*: set its clock$/],
  ['CERT_HAS_EXPIRED', /set its clock$/],
  ['SELF_SIGNED_CERT_IN_CHAIN', /cannot be reached at .* \(SELF_SIGNED_CERT_IN_CHAIN\)/],
])('a certificate that is refused with %s', async (code, expected) => {
  const cause = Object.assign(new Error('certificate'), { code });
  const refusing = () => Promise.reject(new TypeError('fetch failed', { cause }));
  const found = { displayName: 'Example', key: { name: 'K', value: key }, url: { name: 'U', value: url }, path: '/' };
  expect(await probeService({ ...found, headers: () => ({}) }, { fetch: refusing, now: () => 1e12 })).toMatch(expected);
});

test.each([
  ['/waf', /^what stands in front of Example turns this machine away \(403\): see that EXAMPLE_URL is right$/],
  ['/403', /^Example does not let the key in EXAMPLE_KEY do this \(403\)/],
  ['/404', /^there is no \/404 at http.* \(404\): see that EXAMPLE_URL is right$/],
  ['/302', /^there is no \/302 at http.* \(302\)/],
  ['/429', /^Example takes no more calls of this account right now \(429\)/],
  ['/503', /^Example answers 503: look at its status page$/],
])('an answer of %s is told as what it is', async (path, expected) => {
  expect(await probe({ path })).toMatch(expected);
});
