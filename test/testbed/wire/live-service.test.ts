import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createTranscriptRecorder } from '../../../src/testbed/transcript-recorder.ts';
import { createFetchWire } from '../../../src/testbed/wire/fetch-wire.ts';
import { createLiveService } from '../../../src/testbed/wire/live-service.ts';
import { createCountingService } from './echo-service.ts';

const seen: string[] = [];
const server = createServer(async (request: IncomingMessage, response) => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  seen.push(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
  if (request.url === '/moved') return response.writeHead(302, { location: '/elsewhere' }).end();
  const packed = gzipSync('{"items":1}');
  return response.writeHead(201, { 'content-encoding': 'gzip', 'x-request-id': 'r-1' }).end(packed);
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

function open() {
  seen.length = 0;
  const transcript = createTranscriptRecorder();
  const service = createLiveService(url, createCountingService(), fetch);
  return { ...createFetchWire(service, { clock: createRealClock(), transcript }), transcript };
}

test('a call goes through to the service that is really there, and what it says comes back', async () => {
  const { fetch: wire, transcript } = open();
  const headers = { authorization: 'Bearer k' };
  const response = await wire(`${url}/items?page=2`, { method: 'POST', headers, body: '{"a":1}' });
  expect(seen).toEqual(['POST /items?page=2 Bearer k {"a":1}']);
  expect(response.status).toBe(201);
  expect(response.headers.get('x-request-id')).toBe('r-1');
  expect(await response.json()).toEqual({ items: 1 });
  expect(transcript.entries()).toMatchObject([{ operation: 'spawn', response: '201 x-request-id: r-1 {"items":1}' }]);
});

test('a native 429 comes in the service’s words, and nothing was sent', async () => {
  const { fetch: wire, faults } = open();
  faults.inject({ kind: 'throttle', retryAfterMs: 2_000, scope: { count: 1 } });
  const refused = await wire(`${url}/items`, { method: 'POST', body: '{}' });
  expect([refused.status, refused.headers.get('retry-after'), seen]).toEqual([429, '2', []]);
  expect((await wire(`${url}/items`)).status).toBe(201);
});

test('an answer that is lost was given', async () => {
  const { fetch: wire, faults } = open();
  faults.inject({ kind: 'response-lost', scope: { count: 1 } });
  await expect(wire(`${url}/items`, { method: 'POST', body: '{}' })).rejects.toThrow('fetch failed');
  expect(seen).toHaveLength(1);
});

test('nobody is followed elsewhere: a redirect is an answer', async () => {
  const { fetch: wire } = open();
  expect((await wire(`${url}/moved`)).status).toBe(302);
  expect(seen).toHaveLength(1);
});
