import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFailureFile } from '../../src/cli/read-failure-file.ts';
import { type Report, reportSchema } from '../../src/public/report.ts';
import '../promises/task-meta.ts';
import { root, runAssay } from './run-assay.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-parallel-'));
});
afterEach(() => rm(folder, { recursive: true }));

const few = ['--runs', '2', '--workers', '1', '--contracts', 'terminate.*'];
const mutant = join(root, 'fixtures', 'mutants', 'terminate-throws-second-time.ts');

async function readReport(...path: readonly string[]): Promise<Report> {
  return reportSchema.parse(JSON.parse(await readFile(join(folder, ...path), 'utf8')));
}

test('D3: 8 runs at once in one folder each keep a report of their own, and the latest is one of them', async ({
  task,
}) => {
  const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
  const ended = await Promise.all(
    seeds.map((seed) =>
      runAssay(['certify', seed % 2 === 0 ? mutant : 'orbstack', ...few, '--seed', String(seed), '--out', folder]),
    ),
  );
  expect(ended.map(({ exitCode }) => exitCode)).toEqual(seeds.map((seed) => (seed % 2 === 0 ? 1 : 0)));

  const ids = await readdir(join(folder, 'runs'));
  const reports = await Promise.all(ids.map((id) => readReport('runs', id, 'report.json')));
  expect(reports.map(({ run }) => run.id)).toEqual(ids);
  expect(reports.map(({ run }) => run.seed).toSorted()).toEqual(seeds);
  expect(reports).toContainEqual(await readReport('report.json'));

  expect((await readdir(folder)).toSorted()).toEqual(['failures', 'report.json', 'runs']);
  const failures = await readdir(join(folder, 'failures'));
  expect(failures.length).toBeGreaterThan(0);
  for (const name of failures) await readFailureFile(join(folder, 'failures', name), folder);
  task.meta.figure = `${ids.length} runs at once, ${reports.length} valid reports, 0 temporary files`;
}, 120_000);

test('D4: nothing of a repository that is the out folder is touched', async ({ task }) => {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  git('init', '--quiet', '--initial-branch', 'main');
  const files = ['a.ts', 'runs.txt', 'report.md', 'failures.json', 'notes.tmp', '.assay-notes', 'x.jsonl'];
  for (const name of files) await writeFile(join(folder, name), name);
  git('add', '--all');
  const runs = ['orbstack', mutant, 'orbstack', 'orbstack', 'orbstack', 'orbstack'];
  for (const subject of runs) await runAssay(['certify', subject, ...few, '--seed', '1', '--out', folder]);
  await runAssay(['sweep', '--yes', '--out', folder]);

  expect(git('diff', '--name-only')).toBe('');
  const added = git('ls-files', '--others', '--directory').trimEnd().split('\n');
  expect(added).toEqual(['failures/', 'report.json', 'runs/']);
  expect(await readdir(join(folder, 'runs'))).toHaveLength(runs.length);
  expect(git('status', '--porcelain').match(/^A /gm)).toHaveLength(files.length);
  task.meta.figure = `${runs.length} runs and a sweep, ${files.length} files and a repository untouched`;
}, 120_000);
