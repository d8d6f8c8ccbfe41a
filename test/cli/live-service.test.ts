import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { runAssay } from './run-assay.ts';

const key = 'key-0123456789abcdef';
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  const status = request.headers.authorization === `Bearer ${key}` ? 200 : 401;
  response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
/** Above what the system gives out by itself, and nobody's. */
const deaf = 'http://127.0.0.1:61999';
afterAll(() => server.close());

async function certifyLive(env: Readonly<Record<string, string>>, passed = ['--env', 'EXAMPLE_KEY']) {
  asked.length = 0;
  const out = await mkdtemp(join(tmpdir(), 'assay-live-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const argv = ['certify', './test/cli/subjects/live-service.ts', '--testbed', 'live', '--out', out, ...passed];
  return runAssay([...argv, '--contracts', 'launch.visible'], [], { ASSAY_TEST_URL: url, ...env });
}

test.each<[string, Readonly<Record<string, string>>, readonly string[] | undefined, RegExp]>([
  ['no key', {}, [], /EXAMPLE_KEY is not set: export it, and pass it on with --env EXAMPLE_KEY/],
  ['a wrong key', { EXAMPLE_KEY: 'key-of-somebody-else' }, undefined, /does not accept the key in EXAMPLE_KEY \(401\)/],
  ['a key with a trailing newline', { EXAMPLE_KEY: `${key}\n` }, undefined, /EXAMPLE_KEY ends with a line break/],
  [
    'a base URL that is unreachable',
    { EXAMPLE_KEY: key, ASSAY_TEST_URL: deaf },
    undefined,
    /Example cannot be reached at http:\/\/127\.0\.0\.1:61999 \(nothing listens there\)/,
  ],
  [
    'a clock that is far off',
    { EXAMPLE_KEY: key, ASSAY_TEST_OFF_MS: '-7200000' },
    undefined,
    /the clock of this machine is 120 minutes behind/,
  ],
])('with %s certify says so before anything is created', async (_, env, passed, expected) => {
  const { exitCode, stderr } = await certifyLive(env, passed as string[] | undefined);
  expect(stderr).toMatch(/the testbed live cannot be used here: /);
  expect(stderr).toMatch(expected);
  expect(stderr).not.toContain(key);
  expect(exitCode).toBe(2);
  expect(asked.filter((call) => call !== 'GET /v1/me')).toEqual([]);
});
