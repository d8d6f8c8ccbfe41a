import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chaosReportSchema } from '../../src/chaos/chaos-report.ts';
import { root } from './run-assay.ts';

// The orbctl here is the stand-in of fixtures/bin. OrbStack itself needs a Mac, and was not run.

vi.setConfig({ testTimeout: 240_000 });

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-chaos-orbctl-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const standIns = join(root, 'fixtures', 'bin');
const state = () => join(folder, 'state');

async function chaos(experiment: object) {
  const file = join(folder, 'experiment.json');
  await writeFile(file, JSON.stringify(experiment));
  const args = ['chaos', file, '--testbed', 'orbctl', '--seed', '1', '--out', join(folder, 'out')];
  return execa(process.execPath, ['bin/assay.js', ...args], {
    ...{ cwd: root, reject: false, stdin: 'ignore', timeout: 200_000 },
    env: { PATH: `${standIns}${delimiter}${process.env.PATH}`, ORBCTL_STATE: state(), ASSAY_WATCHDOG: 'off' },
  });
}

const operations = [{ do: 'launch', intent: 'a', atMs: 0 }];
const running = { on: 'event', event: 'machine-running', nth: 1 };

test('the reference control plane survives on machines of orbctl, of which none is left', async () => {
  const { exitCode, stdout, stderr } = await chaos({
    ...{ version: 1, operations, oracles: ['I02', 'I10'] },
    disturbances: [
      { id: 'd1', kind: 'memory-constrained', parameters: { memoryMiB: 128 }, trigger: running },
      { id: 'd2', kind: 'stopped-by-hand', trigger: { ...running, delayMs: 3_000 } },
    ],
    phases: { disturbMs: 20_000, quietMs: 1_000, convergeMs: 90_000, reconcileEveryMs: 2_000 },
  });
  expect(exitCode, stdout + stderr).toBe(0);
  const report = chaosReportSchema.parse(JSON.parse(await readFile(join(folder, 'out', 'chaos-report.json'), 'utf8')));
  expect(report.disturbances.map(({ kind, support, acted }) => [kind, support, acted])).toEqual([
    ['memory-constrained', 'emulated', 1],
    ['stopped-by-hand', 'native', 1],
  ]);
  expect([report.leaked, await readdir(join(folder, 'out', 'journal'))]).toEqual([[], []]);
  const listed = await execa(join(standIns, 'orbctl'), ['list', '-f', 'json'], { env: { ORBCTL_STATE: state() } });
  expect(JSON.parse(listed.stdout)).toEqual([]);
});

test('a plan that OrbStack cannot carry out is refused before anything starts', async () => {
  const { exitCode, stderr } = await chaos({
    ...{ version: 1, operations },
    disturbances: [{ id: 'd1', kind: 'pids-constrained', parameters: { pidsMax: 4 }, trigger: running }],
  });
  expect([exitCode, stderr]).toEqual([
    2,
    expect.stringContaining('d1: pids-constrained cannot be done here: OrbStack has no limit of processes'),
  ]);
});
