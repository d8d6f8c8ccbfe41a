import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reportSchema } from '../../src/engine/report-schema.ts';
import '../promises/task-meta.ts';
import { root } from './run-assay.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-full-'));
});
afterEach(() => rm(folder, { recursive: true }));

const node = process.execPath;
const run = '--runs 1 --seed 1 --contracts launch.visible';

/** Runs a line of bash in which `$assay` is the real command line. */
function bash(line: string) {
  const env = { assay: `${node} ${join(root, 'bin', 'assay.js')}` };
  return execa('bash', ['-c', line], { cwd: folder, env, reject: false, stdin: 'ignore', timeout: 60_000 });
}

async function temporaryFiles(): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'));
}

test('D1: a file that may not grow leaves the previous report as it was', async ({ task }) => {
  expect((await bash(`$assay certify orbstack ${run}`)).exitCode).toBe(0);
  const before = await readFile(join(folder, '.assay', 'report.json'), 'utf8');
  await writeFile(join(folder, 'junit.xml'), 'the one before');

  const { exitCode, stderr } = await bash(`ulimit -f 8; $assay certify orbstack ${run} --reporter junit:junit.xml`);
  expect(exitCode, stderr).toBe(3);
  expect(stderr).toContain('assay: the report could not be written to');
  expect(stderr).toContain('assay: the junit report could not be written to junit.xml: EFBIG');
  expect(await readFile(join(folder, '.assay', 'report.json'), 'utf8')).toBe(before);
  expect(await readFile(join(folder, 'junit.xml'), 'utf8')).toBe('the one before');
  expect(await temporaryFiles()).toEqual([]);
  task.meta.figure = 'EFBIG at 3 files: 0 lost, 0 temporary files left, exit 3';
});

test('D1: a failure that cannot be stored costs its file, neither the finding nor the report', async ({ task }) => {
  await writeFile(join(folder, 'failures'), 'in the way');
  const mutant = join(root, 'fixtures', 'mutants', 'cpus-are-always-one.ts');
  const flags = '--runs 20 --seed 3 --contracts launch.honours-spec --out .';
  const { exitCode, stdout, stderr } = await bash(`$assay certify ${mutant} ${flags}`);
  expect(exitCode).toBe(1);
  expect(stderr).toContain('the failure of launch.honours-spec could not be stored: Error: EEXIST');
  expect(stdout).toContain(`npx assay certify ${mutant} --testbed simulated --contracts launch.honours-spec --seed 3`);
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));
  expect(report.providers[0]?.verdict).toBe('failed');
  task.meta.figure = 'failure told, report written, replay by seed';
});

test('D1: a full device is written to and told, and the report is where it always is', async ({ task }) => {
  const { exitCode, stderr } = await bash(`$assay certify orbstack ${run} --reporter json:/dev/full`);
  expect(exitCode).toBe(3);
  expect(stderr).toContain('the json report could not be written to /dev/full: ENOSPC');
  expect((await execa('test', ['-c', '/dev/full'], { reject: false })).exitCode).toBe(0);
  reportSchema.parse(JSON.parse(await readFile(join(folder, '.assay', 'report.json'), 'utf8')));
  task.meta.figure = 'ENOSPC told, exit 3, /dev/full still a device';
});

test('D1: stdout or stderr on a full disk ends no run', async ({ task }) => {
  const out = await bash(`$assay certify orbstack ${run} --out a >/dev/full`);
  expect([out.exitCode, out.stderr]).toEqual([3, expect.stringContaining('could not be written to stdout: ENOSPC')]);
  const err = await bash(`$assay certify orbstack ${run} --out b 2>/dev/full`);
  expect([err.exitCode, err.stdout]).toEqual([0, expect.stringContaining('orbstack')]);
  for (const name of ['a', 'b']) {
    reportSchema.parse(JSON.parse(await readFile(join(folder, name, 'report.json'), 'utf8')));
  }
  task.meta.figure = 'both streams full, 2 of 2 reports written';
});

test('a reporter file that is a stream of the process is written to, whatever it leads to', async () => {
  await bash(`{ echo before; $assay certify orbstack ${run} --reporter json:/dev/stdout; echo after; } >all.txt`);
  const lines = (await readFile(join(folder, 'all.txt'), 'utf8')).trimEnd().split('\n');
  expect([lines.at(0), lines.at(-1)]).toEqual(['before', 'after']);
  reportSchema.parse(JSON.parse(lines.slice(1, -1).join('\n')));
  const piped = await bash(`$assay certify orbstack ${run} --reporter json:/dev/stdout | cat`);
  reportSchema.parse(JSON.parse(piped.stdout));
});
