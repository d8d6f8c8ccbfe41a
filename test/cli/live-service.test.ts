import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root, runAssay } from './run-assay.ts';

const key = 'key-0123456789abcdef';
const asked: string[] = [];
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  const status = request.headers.authorization === `Bearer ${key}` ? 200 : 401;
  response.writeHead(status, { 'content-type': 'application/json' }).end('{"data":{}}');
});
let url = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  asked.length = 0;
});

/** Above what the system gives out by itself, and nobody's. */
const deaf = 'http://127.0.0.1:61999';
const hourMs = 3_600_000;

interface BadInput {
  readonly what: string;
  readonly key?: string;
  readonly url?: string;
  /** How far the clock of this machine is behind. */
  readonly behindMs?: number;
  readonly said: RegExp;
}

const badInput: readonly BadInput[] = [
  { what: 'no key', said: /LAMBDA_API_KEY is not set: export it, and pass it on with --env LAMBDA_API_KEY/ },
  { what: 'a wrong key', key: 'key-of-somebody-else', said: /Lambda refuses the key in LAMBDA_API_KEY \(401\)/ },
  {
    what: 'a key with a trailing newline',
    key: `${key}\n`,
    said: /LAMBDA_API_KEY begins or ends with a blank or a newline/,
  },
  {
    what: 'a base URL that is unreachable',
    key,
    url: deaf,
    said: /Lambda cannot be reached at http:\/\/127\.0\.0\.1:61999/,
  },
  {
    what: 'a clock that is far off',
    key,
    behindMs: 2 * hourMs,
    said: /the clock of this computer is 120 minutes behind/,
  },
];

test.each(badInput)('with $what doctor says so, exit code 2, and asks for nothing but a read', async (input) => {
  vi.stubEnv('LAMBDA_API_KEY', input.key ?? '');
  vi.stubEnv('LAMBDA_SSH_KEY', 'laptop');
  if (input.behindMs) vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - input.behindMs });
  const terminal = fakeTerminal(root);
  const argv = ['doctor', 'lambda', '--testbed', 'live', '--url', input.url ?? url];
  expect(await main(argv, terminal, fakeServices())).toBe(2);
  expect(terminal.out()).toMatch(/no +lambda on live +/);
  expect(terminal.out()).toMatch(input.said);
  expect(terminal.out()).not.toContain(key);
  expect(asked.filter((call) => call !== 'GET /api/v1/instance-types')).toEqual([]);
});

test('where nothing is missing doctor says that it is ready', async () => {
  vi.stubEnv('LAMBDA_API_KEY', key);
  vi.stubEnv('LAMBDA_SSH_KEY', 'laptop');
  const terminal = fakeTerminal(root);
  expect(await main(['doctor', 'lambda', '--testbed', 'live', '--url', url], terminal, fakeServices())).toBe(0);
  expect(terminal.out()).toMatch(/yes +lambda on live +ready \(live\)/);
});

test.each(badInput)('with $what certify says the same before anything is created', async (input) => {
  const out = await mkdtemp(join(tmpdir(), 'assay-live-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const passed = ['--env', 'LAMBDA_SSH_KEY', ...(input.key ? ['--env', 'LAMBDA_API_KEY'] : [])];
  const argv = ['certify', 'lambda', '--testbed', 'live', '--url', input.url ?? url, '--out', out, ...passed];
  const shift = `data:text/javascript,const{now}=Date;Date.now=()=>now()-${input.behindMs}`;
  const { exitCode, stderr } = await runAssay([...argv, '--contracts', 'launch.visible'], [], {
    LAMBDA_SSH_KEY: 'laptop',
    ...(input.key && { LAMBDA_API_KEY: input.key }),
    ...(input.behindMs && { NODE_OPTIONS: `--import="${shift}"` }),
  });
  expect(stderr).toMatch(/the testbed live cannot be used here: /);
  expect(stderr).toMatch(input.said);
  expect(stderr).not.toContain(key);
  expect(exitCode).toBe(2);
  expect(asked.filter((call) => call !== 'GET /api/v1/instance-types')).toEqual([]);
});
