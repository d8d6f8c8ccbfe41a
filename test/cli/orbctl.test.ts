import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { root } from './run-assay.ts';

// The orbctl here is the stand-in of fixtures/bin. OrbStack itself needs a Mac, and was not run.

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-orbctl-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const standIns = join(root, 'fixtures', 'bin');

async function certify(path: string, contracts: string) {
  const out = join(folder, 'out');
  const args = ['certify', 'orbstack', '--testbed', 'orbctl', '--seed', '7', '--contracts', contracts, '--out', out];
  return execa(process.execPath, ['bin/assay.js', ...args], {
    ...{ cwd: root, reject: false, stdin: 'ignore', timeout: 120_000 },
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
