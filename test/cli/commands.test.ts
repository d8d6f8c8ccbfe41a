import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import type { FailureFile, ReplayResult } from '../../src/engine/failure-file.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-commands-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(argv: readonly string[], replayed?: ReplayResult) {
  const terminal = fakeTerminal(folder);
  const exitCode = await main(argv, terminal, fakeServices({ ...(replayed && { replayed }) }));
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

test('list shows every topic, list --json the same as data', async () => {
  const text = await run(['list']);
  expect(text.exitCode).toBe(0);
  const json = JSON.parse((await run(['list', '--json'])).out) as Record<string, readonly Record<string, unknown>[]>;
  expect(Object.keys(json)).toEqual(['providers', 'contracts', 'testbeds', 'capabilities', 'faults']);
  expect(json.contracts).toHaveLength(contractCatalogue.length);
  expect(json.providers?.[0]).toMatchObject({ name: 'orbstack', tier: 'testing' });
  for (const { id } of contractCatalogue) expect(text.out).toContain(`  ${id} `);
});

test('list takes one topic and refuses what is none', async () => {
  expect((await run(['list', 'faults'])).out).toContain('response-lost');
  expect(await run(['list', 'fault'])).toEqual({
    exitCode: 2,
    out: '',
    err: 'assay: list "fault" is unknown (did you mean faults?): choose one of providers, contracts, testbeds, capabilities, faults\n',
  });
});

test.each(contractCatalogue.map(({ id }) => id))(
  'explain %s tells its promise and the same case for a seed',
  async (id) => {
    const first = await run(['explain', id, '--seed', '3']);
    expect(first).toEqual(await run(['explain', id, '--seed', '3']));
    expect(first).toMatchObject({ exitCode: 0, err: '' });
    const contract = contractCatalogue.find((each) => each.id === id);
    expect(first.out).toContain(contract?.statement);
    const asked = contract?.workflow || contract?.enhanced ? 'aws' : 'orbstack';
    expect(first.out).toContain(`npx assay certify ${asked} --contracts ${id} --seed 3`);
  },
);

test('explain refuses an unknown contract with the nearest', async () => {
  expect(await run(['explain', 'terminate.idempotant'])).toEqual({
    exitCode: 2,
    out: '',
    err: 'assay: there is no contract "terminate.idempotant" (did you mean terminate.idempotent?); see assay list contracts\n',
  });
});

test('doctor says what can be used and never fails', async () => {
  const { exitCode, out } = await run(['doctor']);
  expect(exitCode).toBe(0);
  expect(out).toMatch(/yes {2}orbstack on simulated/);
  const { findings } = JSON.parse((await run(['doctor', '--json'])).out) as { findings: readonly unknown[] };
  expect(findings).toContainEqual({ what: 'Node', usable: true, text: process.versions.node });
});

const failure: FailureFile = {
  version: 1,
  subject: { kind: 'registered', name: 'orbstack' },
  provider: 'orbstack',
  testbed: 'simulated',
  settings: {},
  contract: 'terminate.idempotent',
  worldSeed: 7,
  steps: [{ op: 'spawn', as: 'i1', request: { spec: { cpus: 1, memoryMiB: 256 } } }],
  expected: 'e',
  actual: 'a',
};
const seen = { expected: 'e\u0007', actual: 'a', program: ['i1 = spawn({})'], transcript: [] };

test.each<[string, number, string, ReplayResult]>([
  ['still fails', 1, 'STILL FAILS  terminate.idempotent, orbstack on simulated', { outcome: 'still-fails', ...seen }],
  ['fails differently', 1, 'FAILS DIFFERENTLY', { outcome: 'fails-differently', ...seen }],
  ['is fixed', 0, 'FIXED', { outcome: 'fixed', program: ['i1 = spawn({})'] }],
])('a replay that %s ends in %i', async (_, code, headline, replayed) => {
  await writeFile(join(folder, 'f.json'), JSON.stringify(failure));
  const { exitCode, out, err } = await run(['replay', 'f.json'], replayed);
  expect({ exitCode, err }).toEqual({ exitCode: code, err: '' });
  expect(out).toContain(headline);
  expect(out).toContain('    i1 = spawn({})\n');
  expect(out).not.toContain('\u0007');
});

test('a replay that cannot run says why and ends in 3', async () => {
  await writeFile(join(folder, 'f.json'), JSON.stringify(failure));
  const { exitCode, out, err } = await run(['replay', 'f.json'], { outcome: 'cannot-run', message: 'no Docker' });
  expect({ exitCode, out, err }).toEqual({
    exitCode: 3,
    out: '',
    err: 'assay: f.json cannot be replayed: no Docker\n',
  });
});

test.each([
  ['', 'f.json is not JSON'],
  ['{"version": 1, "subj', 'f.json is not JSON'],
  ['null', 'f.json is not a stored failure'],
  [JSON.stringify({ ...failure, version: 2 }), 'f.json has version 2, this Assay reads version 1'],
  ['{"name": "mine", "version": "0.1.0"}', 'f.json is not a stored failure: give a failure file that assay certify'],
  ['{"version": 3, "mappings": ""}', 'f.json is not a stored failure: give a failure file that assay certify'],
  [JSON.stringify({ ...failure, steps: [{ op: 'explode' }] }), 'f.json is not a stored failure (steps.0.op: '],
  [JSON.stringify({ ...failure, worldSeed: 'x' }), 'f.json is not a stored failure (worldSeed: '],
])('the failure file %j is refused with one message', async (text, message) => {
  await writeFile(join(folder, 'f.json'), text);
  const { exitCode, out, err } = await run(['replay', 'f.json']);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(err).toContain(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

test('a folder to sweep that was misspelt is no clean one; the usual one may be absent', async () => {
  expect(await run(['sweep', '--out', 'nowhere'])).toEqual({
    exitCode: 2,
    out: '',
    err: 'assay: --out nowhere does not exist: give the folder that the runs had\n',
  });
  const clean = { exitCode: 0, out: 'no run left anything behind\n', err: '' };
  expect(await run(['sweep'])).toEqual(clean);
  expect(await run(['sweep', '--out', '.'])).toEqual(clean);
});

test('a file is no folder to sweep', async () => {
  await writeFile(join(folder, 'f.json'), '{}');
  expect(await run(['sweep', '--out', 'f.json'])).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining('--out f.json is no folder: give the folder that the runs had'),
  });
});

test('a failure file that is not there, or no file, is told', async () => {
  expect((await run(['replay', 'none.json'])).err).toContain('none.json does not exist');
  expect((await run(['replay', '.'])).err).toContain('. is a folder');
  expect((await run(['replay'])).err).toBe("assay: missing required argument 'failure'; see assay --help\n");
});
