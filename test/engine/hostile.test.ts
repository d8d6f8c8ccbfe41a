import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome, Report } from '../../src/engine/report.ts';
import { runAssay } from '../cli/run-assay.ts';

let out = '';
beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'assay-hostile-'));
});
afterAll(() => rm(out, { recursive: true }));

async function certify(names: readonly string[], flags: readonly string[]) {
  const subjects = names.map((name) => (name === 'orbstack' ? name : `./fixtures/hostile/${name}.ts`));
  const ended = await runAssay(['certify', ...subjects, '--seed', '3', '--reporter', 'json', '--out', out, ...flags]);
  const report = JSON.parse(ended.stdout) as Report;
  return { ...ended, providers: report.providers };
}

function judged(outcomes: readonly Outcome[] = []): readonly Outcome[] {
  return outcomes.filter(({ reason }) => reason?.code !== 'filtered');
}

test.concurrent.each([
  ['never-resolves', 'observe.unknown-is-null', 'it had not settled after 120000 ms'],
  ['throws-undefined', 'terminate.idempotent', 'it threw undefined'],
  ['returns-nonsense', 'observe.get-list-agree', 'it resolved to 42'],
])('%s fails %s with a counterexample', async (name, contract, actual) => {
  const { exitCode, providers } = await certify([name], ['--contracts', contract]);
  const [outcome] = judged(providers[0]?.outcomes);
  expect(exitCode).toBe(1);
  expect(outcome).toMatchObject({ outcome: 'fail', counterexample: { actual } });
});

test.concurrent.each([
  ['exits-quietly', 'observe.unknown-is-null', 'crashed', 'the worker exited with code 0'],
  ['rejects-too-late', 'launch.clear-failure-leaves-nothing', 'crashed', 'nobody caught it: Error: too late'],
  ['floods-without-end', 'observe.unknown-is-null', 'crashed', 'was ended because it printed more than 64 MiB'],
  ['loops-for-ever', 'observe.get-list-agree', 'timeout', "the worker's event loop stood still for 10000 ms"],
])('%s costs %s, and not the contract after it', async (name, contract, code, text) => {
  const { exitCode, providers } = await certify(
    [name],
    ['--workers', '1', '--contracts', `${contract},bootstrap.checksum`],
  );
  const outcomes = judged(providers[0]?.outcomes);
  expect(exitCode).toBe(1);
  expect(outcomes.map((outcome) => outcome.outcome)).toEqual(['fail', 'pass']);
  expect(outcomes[0]?.reason).toEqual({ code, text: expect.stringContaining(text) });
});

test('what a provider prints does not reach stdout, and of a flood only the end is kept', async () => {
  const { stdout, providers } = await certify(
    ['floods-the-output'],
    ['--contracts', 'observe.unknown-is-null', '--runs', '5'],
  );
  expect(judged(providers[0]?.outcomes)).toMatchObject([{ outcome: 'pass', cases: 5 }]);
  expect(stdout).not.toContain('xxxx');
});

test('what a provider leaves open is remarked by name; the run ends all the same, with its verdict', async () => {
  const { exitCode, providers } = await certify(['leaves-handles-open'], ['--contracts', 'launch.visible']);
  expect(exitCode).toBe(0);
  expect(judged(providers[0]?.outcomes)).toMatchObject([{ outcome: 'pass' }]);
  expect(providers[0]?.remarks).toEqual([
    'when all was done it still held open what keeps a process alive: TCPServerWrap, Timeout',
  ]);
});

test('a provider that prints and closes what it opens is not remarked on', async () => {
  const flags = ['--contracts', 'observe.unknown-is-null', '--runs', '5'];
  const { providers } = await certify(['floods-the-output', 'bare-registration', 'orbstack'], flags);
  expect(providers.map(({ remarks }) => remarks)).toEqual([undefined, undefined, undefined]);
});

test.each([
  ['throws-on-create', 'create threw Error: no credentials in MY_CLOUD_TOKEN'],
  ['no-terminate', 'the provider no-terminate lacks terminate'],
])('%s is refused by name; the results of the others are kept', async (name, message) => {
  const { exitCode, stderr, providers } = await certify([name, 'orbstack'], ['--runs', '2', '--contracts', 'errors.*']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`assay: ./fixtures/hostile/${name}.ts: ${message}\n`);
  expect(judged(providers[0]?.outcomes).map((outcome) => outcome.outcome)).toEqual(Array(5).fill('pass'));
});

test('a bare registration is certified attached: what that cannot show is skipped, and said', async () => {
  const { exitCode, providers } = await certify(['bare-registration'], ['--contracts', 'bootstrap.*,errors.*']);
  expect(exitCode).toBe(0);
  expect(providers[0]?.testbed).toMatchObject({ name: 'attached', fidelity: 'live' });
  const outcomes = judged(providers[0]?.outcomes);
  expect(outcomes.some(({ outcome }) => outcome === 'pass')).toBe(true);
  expect(outcomes.filter(({ outcome }) => outcome === 'skip').map(({ reason }) => reason?.code)).toContain(
    'testbed-cannot',
  );
});
