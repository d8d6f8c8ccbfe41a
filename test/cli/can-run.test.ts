import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { realServices } from '../../src/cli/services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root, runAssay } from './run-assay.ts';

const mutant = './fixtures/mutants/terminate-throws-second-time.ts';

let folder = '';
const at = (name: string) => join(folder, name);

// As it is built: the digest of the contract set is that of their code, which a test runner rewrites.
async function assay(...argv: readonly string[]) {
  const { exitCode, stdout, stderr } = await runAssay(argv);
  return { exitCode, out: stdout, err: stderr };
}

/** Certificates of real runs: a provider that keeps its promises, one that lacks snapshots, and one that breaks a promise. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-can-run-'));
  const certified = ['certify', 'orbstack', 'runpod', mutant, '--seed', '7', '--runs', '3', '--out', at('r')];
  await assay(...certified, '--reporter', `json:${at('report.json')}`);
  await assay('keygen', '--out', at('key'));
  await assay('sign', at('report.json'), '--key', at('key'), '--out', at('signed'));
  await assay('chaos', '--seed', '7', '--seeds', '3', '--out', at('shaken'), '--reporter', `json:${at('chaos.json')}`);
}, 240_000);
afterAll(() => rm(folder, { recursive: true }));

const signed = (name: string) => at(`signed/${name}.intoto.jsonl`);

function ask(provider: string, ...rest: readonly string[]) {
  return assay('can-run', '--provider', provider, '--key', at('key.pub'), ...rest);
}

test('yes, no and unknown come from certificates of real runs, in one line and with an exit code of their own', async () => {
  const [yes, no, unknown] = [
    await ask('orbstack', '--needs', 'snapshots', signed('orbstack'), signed('runpod')),
    await ask('runpod', '--needs', 'snapshots', signed('orbstack'), signed('runpod')),
    await ask('orbstack', '--needs', 'snapshots', '--fidelity', 'live', signed('orbstack')),
  ];
  expect([yes.exitCode, no.exitCode, unknown.exitCode]).toEqual([0, 1, 3]);
  expect(yes.out.split('\n')[0]).toMatch(/^yes: orbstack may run a workload that needs snapshots: /);
  expect(no.out.split('\n')[0]).toMatch(/^no: runpod may not .*: snapshots is not declared/);
  expect(unknown.out.split('\n')[0]).toMatch(/^unknown: nothing shows that orbstack .* was seen only simulated/);
  expect([yes.err, no.err, unknown.err]).toEqual(['', '', '']);
});

test('a provider that breaks a promise is refused for it', async () => {
  const name = JSON.parse(await readFile(at('report.json'), 'utf8')).providers[2].name;
  const { exitCode, out } = await ask(name, signed(name));
  expect(exitCode).toBe(1);
  expect(out).toContain('contract-failed: terminate.idempotent is broken, seen simulated');
});

test('a certificate with one byte changed is refused and leaves the answer unknown', async () => {
  const text = await readFile(signed('orbstack'), 'utf8');
  await writeFile(
    at('changed.jsonl'),
    text.replace(/"payload":"(.)/, (_all, first) => `"payload":"${first === 'A' ? 'B' : 'A'}`),
  );
  const { exitCode, out } = await ask('orbstack', at('changed.jsonl'));
  expect([exitCode, out]).toEqual([3, expect.stringContaining('certificate-refused')]);
  expect((await ask('orbstack', at('changed.jsonl'), signed('orbstack'))).exitCode).toBe(0);
});

test('without --key nobody is trusted, and after a year nothing is valid', async () => {
  expect(await assay('can-run', '--provider', 'orbstack', signed('orbstack'))).toMatchObject({
    ...{ exitCode: 3, out: expect.stringContaining('give --key') },
  });
  const later = await ask('orbstack', '--at', '2099-01-01T00:00:00Z', signed('orbstack'));
  expect(later).toMatchObject({ exitCode: 3, out: expect.stringContaining('expired: ') });
});

test('a control plane of three runs has not survived whatever the contracts permit', async () => {
  const { exitCode, out } = await ask('orbstack', '--control-plane', at('chaos.json'), signed('orbstack'));
  expect(exitCode).toBe(3);
  expect(out).toMatch(/^unknown: .* under the control plane reference: .* too few runs/);
});

test('a control plane that survived inherits from a provider that is certified for the same set', async () => {
  const report = JSON.parse(await readFile(at('chaos.json'), 'utf8'));
  const disturbances = report.disturbances.map((each: object) => ({ ...each, acted: 9 }));
  const oracles = report.oracles.map((each: object) => ({ ...each, exercised: 9 }));
  await writeFile(
    at('survived.json'),
    JSON.stringify({ ...report, verdict: 'pass', reasons: [], disturbances, oracles }),
  );
  const { exitCode, out } = await ask('orbstack', '--control-plane', at('survived.json'), signed('orbstack'));
  expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringContaining('it survived 3 runs') });
});

test('with --json the answer is for programs, with every reason in words too', async () => {
  const { exitCode, out } = await ask('runpod', '--needs', 'snapshots', '--json', signed('runpod'));
  expect([exitCode, JSON.parse(out)]).toMatchObject([
    1,
    {
      schemaVersion: 1,
      question: { provider: 'runpod', needs: { capabilities: ['snapshots'] }, fidelity: 'simulated' },
      answer: 'no',
      against: [{ code: 'capability-absent', capability: 'snapshots', text: expect.stringContaining('not declared') }],
    },
  ]);
});

test.each([
  [['--needs', 'gpus'], /"gpus" is unknown \(did you mean gpu\?\)/],
  [['--fidelity', 'real'], /--fidelity "real" is unknown/],
  [['--max-age', '30'], /--max-age "30"/],
  [['--at', 'noon'], /--at "noon" is no time/],
  [
    ['--control-plane', 'package.json'],
    /package\.json is not a report of chaos \(schemaVersion: .*assay chaos has written/,
  ],
  [['--key', 'none.pub'], /none\.pub does not exist/],
  [['none.intoto.jsonl'], /none\.intoto\.jsonl does not exist/],
])('%j is refused in one line', async (argv, message) => {
  const terminal = fakeTerminal(root);
  const exitCode = await main(
    ['can-run', '--provider', 'orbstack', '--key', at('key.pub'), ...argv],
    terminal,
    realServices,
  );
  const [out, err] = [terminal.out(), terminal.err()];
  expect({ exitCode, out, lines: err.trim().split('\n').length }).toEqual({ exitCode: 2, out: '', lines: 1 });
  expect(err).toMatch(message);
});

test('who is asked for has to be said', async () => {
  expect(await assay('can-run')).toMatchObject({ exitCode: 2, err: expect.stringContaining('--provider is missing') });
});
