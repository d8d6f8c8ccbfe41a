import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Outcome } from '../../src/public/report.ts';
import type { ContractMeta } from '../../src/public/vitest.ts';
import { root, runAssay } from '../cli/run-assay.ts';

interface Result {
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
  readonly meta: { readonly assay?: ContractMeta };
}

let results: readonly Result[] = [];
let printed = '';

/** A user's suite, run by the real vitest in a process of its own. */
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-vitest-'));
  const file = join(folder, 'results.json');
  const config = ['--config', 'test/vitest/subjects/vitest.config.ts'];
  const reporters = ['--reporter', 'json', '--outputFile', file, '--reporter', 'verbose'];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...config, ...reporters];
  const ended = await execa(process.execPath, args, { cwd: root, reject: false, env: { NO_COLOR: '1' } });
  printed = ended.stdout;
  const report = JSON.parse(await readFile(file, 'utf8')) as {
    readonly testResults: readonly { readonly assertionResults: readonly Result[] }[];
  };
  results = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  await rm(folder, { recursive: true });
}, 120_000);

function of(provider: string): readonly Result[] {
  return results.filter(({ ancestorTitles }) => ancestorTitles[0]?.startsWith(`${provider} on `));
}

function messageOf(provider: string, contract: string): string {
  return of(provider).find(({ title }) => title.startsWith(`${contract}:`))?.failureMessages[0] ?? '';
}

test('a correct provider has one passing test for each contract', () => {
  expect(of('correct').map(({ title, status }) => [title, status])).toEqual([
    ['launch.visible: A spawned instance shows in get and list', 'passed'],
    ['terminate.idempotent: terminate may be called again and again', 'passed'],
    ['bootstrap.checksum: The checksum is that of the content', 'passed'],
  ]);
  expect(of('correct')[1]?.meta.assay).toMatchObject({
    contract: 'terminate.idempotent',
    outcome: 'pass',
    cases: 20,
    seed: 7,
  });
});

test('a broken promise is told with its program, what was expected and seen, and how to see it again', () => {
  const lines = messageOf('mutant-terminate-throws-second-time', 'terminate.idempotent').split('\n');
  expect(lines.filter((line) => !line.startsWith('    +'))).toEqual([
    'ContractFailure: terminate.idempotent',
    'terminate resolves however often it is called for the same instance: while it boots, runs, is going and after it is gone.',
    'seed 7',
    '',
    '    i1 = spawn({spec: {cpus: 1, memoryMiB: 256}})  → {id: i1, status: "pending"}',
    '    terminate(i1)',
    '      … 3 more looks',
    '      get(i1)  → {id: i1, status: "terminating"}',
    '      get(i1)  → null',
    '      terminate(i1)  → threw NOT_FOUND: no machine i1',
    '',
    '  expected  terminate resolves, however often it is called',
    '  actual    it threw NOT_FOUND: no machine i1',
    '  wire',
    '  found     in case 1, shrunk from 4 steps to 2',
    '  replay    npx vitest run mutant.suite.ts -t terminate.idempotent',
  ]);
});

test('a skip carries its reason', () => {
  const skipped = of('in-memory').filter(({ status }) => status === 'skipped');
  expect(skipped.map(({ meta }) => [meta.assay?.contract, meta.assay?.reason])).toEqual([
    ['terminate.truthful', { code: 'testbed-cannot', text: 'the testbed attached has no ledger' }],
    ['snapshots.carries-disk', { code: 'capability-absent', text: 'the provider does not declare snapshots' }],
  ]);
  expect(printed).toContain('[testbed-cannot: the testbed attached has no ledger]');
});

test('what could not be destroyed fails the test that made it', () => {
  expect(messageOf('leaking', 'launch.required-fields')).toMatch(
    /3 of what launch.required-fields made could not be destroyed and is still there/,
  );
});

test('a pass that shows little says so', () => {
  const [weak] = of('hardly-called');
  expect(weak).toMatchObject({ status: 'passed', meta: { assay: { outcome: 'pass' } } });
  expect(weak?.meta.assay?.weak).toMatch(/^no case came to: /);
  expect(printed).toContain('a weak pass: no case came to: ');
});

test('a contract that waits for something to be written says for what', () => {
  const message = messageOf('acme', 'launch.visible');
  expect(message).toContain('it waits for what is not written yet: spawn');
  expect(message).not.toContain('replay');
});

test('a seed comes to the same in a suite and in assay certify', async () => {
  const out = await mkdtemp(join(tmpdir(), 'assay-same-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const subject = './fixtures/mutants/terminate-throws-second-time.ts';
  const flags = ['--contracts', 'terminate.*', '--seed', '7', '--reporter', 'json', '--out', out];
  const { stdout } = await runAssay(['certify', subject, ...flags]);
  const certified = (JSON.parse(stdout).providers[0].outcomes as readonly Outcome[])
    .filter(({ reason }) => reason?.code !== 'filtered')
    .map(({ contract, outcome, cases, steps, seed }) => ({ contract, outcome, cases, steps, seed }));
  const tested = of('mutant-terminate-throws-second-time').map(({ meta }) => meta.assay);
  expect(tested).toMatchObject(certified);
  expect(certified.map(({ outcome }) => outcome)).toContain('fail');
});
