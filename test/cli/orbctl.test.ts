import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { reportSchema } from '../../src/engine/report-schema.ts';
import '../promises/task-meta.ts';
import { root } from './run-assay.ts';

// The orbctl here is the stand-in of fixtures/bin. OrbStack itself needs a Mac, and was not run.

// A process for every call of orbctl, and on a machine with other work each takes its time.
vi.setConfig({ testTimeout: 240_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-orbctl-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const standIns = join(root, 'fixtures', 'bin');

async function certify(path: string, contracts: string, flags: readonly string[] = []) {
  const out = join(folder, 'out');
  const args = [
    'certify',
    'orbstack',
    '--testbed',
    'orbctl',
    '--seed',
    '7',
    '--contracts',
    contracts,
    '--out',
    out,
    ...flags,
  ];
  return execa(process.execPath, ['bin/assay.js', ...args], {
    ...{ cwd: root, reject: false, stdin: 'ignore', timeout: 200_000 },
    env: { PATH: path, ORBCTL_STATE: join(folder, 'state') },
  });
}

test('machines through orbctl keep the contracts, and none of them is left', async () => {
  const path = `${standIns}${delimiter}${process.env.PATH}`;
  const contracts = ['launch.visible', 'launch.honours-tags', 'terminate.only-target', 'bootstrap.shell-parses'];
  await certify(path, contracts.join(','));
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'out', 'report.json'), 'utf8')));
  const [provider] = report.providers;
  expect(provider?.testbed).toMatchObject({ name: 'orbctl' });
  const judged = provider?.outcomes.filter(({ outcome }) => outcome !== 'skip') ?? [];
  expect(new Map(judged.map(({ contract, outcome }) => [contract, outcome]))).toEqual(
    new Map(contracts.map((contract) => [contract, 'pass'])),
  );
  const listed = await execa(join(standIns, 'orbctl'), ['list', '-f', 'json'], {
    env: { ORBCTL_STATE: join(folder, 'state') },
  });
  expect(JSON.parse(listed.stdout)).toEqual([]);
});

test('without orbctl one sentence says what is missing', async () => {
  const { exitCode, stderr } = await certify(folder, 'launch.visible');
  expect(exitCode).toBe(2);
  expect(stderr).toContain('there is no orbctl command: install OrbStack on a Mac and put orbctl on PATH');
});

test('A12: at --max-instances creation stops, and clean-up does not', async ({ task }) => {
  const path = `${standIns}${delimiter}${process.env.PATH}`;
  const { exitCode } = await certify(path, 'terminate.only-target,terminate.truthful', ['--max-instances', '1']);
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'out', 'report.json'), 'utf8')));
  const [provider] = report.providers;
  const judged = provider?.outcomes.filter(({ reason }) => reason?.code === 'interrupted') ?? [];
  expect(judged.map(({ reason }) => reason?.text)).toEqual(
    judged.map(() => expect.stringContaining('1 instances are alive, and --max-instances allows 1')),
  );
  // Neither was judged.
  expect([exitCode, provider?.verdict, judged.length]).toEqual([5, 'incomplete', 2]);
  expect(provider?.resources.leaked).toBe(0);
  expect(await machines()).toEqual([]);
  task.meta.figure = `${provider?.resources.created} made, ${provider?.resources.destroyed} destroyed`;
});

async function machines(): Promise<unknown> {
  const listed = await execa(join(standIns, 'orbctl'), ['list', '-f', 'json'], {
    env: { ORBCTL_STATE: join(folder, 'state') },
  });
  return JSON.parse(listed.stdout);
}
