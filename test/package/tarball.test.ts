import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../../src/public/report.ts';
import { root } from '../cli/run-assay.ts';
import '../promises/task-meta.ts';

let folder = '';
let files: readonly string[] = [];
const installed = () => join(folder, 'node_modules', 'assay');

/** Packs what was built, and installs it in an empty folder beside what it says it depends on, and nothing else. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-tarball-'));
  await mkdir(installed(), { recursive: true });
  // Without scripts: other tests run what is built while this one packs it.
  const packed = await execa('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder], {
    cwd: root,
  });
  const [tarball] = JSON.parse(packed.stdout) as readonly { filename: string; files: readonly { path: string }[] }[];
  files = tarball?.files.map(({ path }) => path) ?? [];
  await execa('tar', ['-xzf', join(folder, tarball?.filename ?? ''), '-C', installed(), '--strip-components', '1']);
  const { dependencies } = JSON.parse(await readFile(join(installed(), 'package.json'), 'utf8')) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  for (const name of Object.keys(dependencies)) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(root, 'node_modules', name), link);
  }
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function assay(...args: readonly string[]) {
  const bin = join(installed(), 'bin', 'assay.js');
  return execa(process.execPath, [bin, ...args], { cwd: folder, reject: false, timeout: 60_000 });
}

test('J2: the tarball holds what is built and what explains it, and nothing else', async ({ task }) => {
  const own = ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin/assay.js', 'package.json'];
  expect(files.filter((path) => !path.startsWith('dist/'))).toEqual(own);
  expect(files).toContain('dist/public/index.d.ts');
  const strange = files.filter((path) => path.startsWith('dist/') && !isBuiltFromSource(path));
  expect(strange, 'left from an earlier build: npm run build').toEqual([]);
  task.meta.figure = `${files.length} files, 0 without a source`;
});

function isBuiltFromSource(path: string): boolean {
  const [, name] = /^dist\/(.*?)(?:\.d)?\.(?:js|ts)$/.exec(path) ?? [];
  return name !== undefined && existsSync(join(root, 'src', `${name}.ts`));
}

test('J2: the tarball holds no secret and no path of the machine that packed it', async ({ task }) => {
  const secretName = /TOKEN|SECRET|PASSWORD|API_?KEY|CREDENTIAL/i;
  const secrets = Object.entries(process.env).flatMap(([name, value]) =>
    secretName.test(name) && value && value.length >= 8 ? [value] : [],
  );
  const patterns = [/-----BEGIN [A-Z ]*PRIVATE KEY/, /\bAKIA[0-9A-Z]{16}\b/, /\bgh[pousr]_\w{20}/, /_authToken/];
  const found: string[] = [];
  for (const path of files) {
    const text = await readFile(join(installed(), path), 'utf8');
    if ([...secrets, root].some((value) => text.includes(value)) || patterns.some((one) => one.test(text))) {
      found.push(path);
    }
  }
  expect(found).toEqual([]);
  task.meta.figure = `${files.length} files, 0 secrets`;
});

test('J2: the tarball works in an empty folder, beside nothing but its dependencies', async ({ task }) => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(await assay('--version')).toMatchObject({ exitCode: 0, stdout: version, stderr: '' });
  const run = await assay('certify', 'orbstack', '--runs', '1', '--seed', '1');
  expect(run.exitCode, run.stderr).toBe(0);
  const report = reportSchema.parse(JSON.parse(await readFile(join(folder, '.assay', 'report.json'), 'utf8')));
  expect(report.providers.map(({ verdict }) => verdict)).toEqual(['certified']);
  expect((await readdir(folder)).filter((name) => !name.endsWith('.tgz')).toSorted()).toEqual([
    '.assay',
    'node_modules',
  ]);
  task.meta.figure = `assay ${version} certifies orbstack from its tarball`;
});
