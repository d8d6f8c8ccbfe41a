import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sourceOf } from '../../src/engine/source-of.ts';
import { reportSchema } from '../../src/public/report.ts';
import '../promises/task-meta.ts';
import { root, runAssay } from './run-assay.ts';
import { tellsOfSpawn } from './tells-of-spawn.ts';

let folder = '';
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'assay-loaded-')));
});
afterEach(() => rm(folder, { recursive: true }));

test('H4: what is loaded is told with its real path, version and digest, and stands in the report', async ({
  task,
}) => {
  await mkdir(join(folder, 'package', 'src'), { recursive: true });
  await writeFile(join(folder, 'package', 'package.json'), '{"version": "3.2.1-x"}');
  await writeFile(join(folder, 'package', 'src', 'package.json'), '{"type": "module"}');
  const file = join(folder, 'package', 'src', 'mine.ts');
  const text = tellsOfSpawn(join(folder, 'told'));
  await writeFile(file, text);
  await symlink(file, join(folder, 'link.ts'));
  const args = ['certify', 'orbstack', join(folder, 'link.ts'), '--contracts', 'bootstrap.checksum', '--runs', '1'];
  const { stderr } = await runAssay([...args, '--seed', '1', '--out', folder]);

  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')));
  const mine = `sha256:${createHash('sha256').update('\0').update(text).update('\0').digest('hex')}`;
  expect(report.providers.map(({ source, digest }) => ({ ...source, digest }))).toEqual([
    { path: join('dist', 'providers', 'orbstack'), version, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) },
    { path: file, version: '3.2.1-x', digest: mine },
  ]);
  expect(report.run.assayVersion).toBe(version);
  expect(stderr).toContain(`assay ${version}, seed 1\n`);
  const ours = report.providers[0]?.digest;
  expect(stderr).toContain(`orbstack is ${join('dist', 'providers', 'orbstack')}, ${version}, ${ours}\n`);
  expect(stderr).toContain(`${join(folder, 'link.ts')} is ${file}, 3.2.1-x, ${mine}\n`);
  task.meta.figure = 'Assay and 2 providers: path, version and digest on stderr and in the report';
});

test('a package without a version is passed over, and there may be none', async () => {
  await writeFile(join(folder, 'a.ts'), '');
  expect(sourceOf(join(folder, 'a.ts'), folder)).toEqual({ path: 'a.ts' });
  expect(sourceOf(join(folder, 'a.ts'), join(folder, '..')).path).toBe(join(folder.split('/').at(-1) ?? '', 'a.ts'));
  expect(sourceOf(folder, folder)).toEqual({ path: folder });
});
