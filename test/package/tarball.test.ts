import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reportSchema } from '../../src/public/report.ts';
import { root } from '../cli/run-assay.ts';
import { linkPackages } from '../docs/provider-page.ts';
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
  const isCopied = (path: string) => path.startsWith('templates/') || path.startsWith('schemas/');
  expect(files.filter((path) => !path.startsWith('dist/') && !isCopied(path))).toEqual(own);
  expect(files.filter(isCopied).toSorted()).toEqual(await copiedFiles());
  expect(files).toContain('dist/public/index.d.ts');
  const strange = files.filter((path) => path.startsWith('dist/') && !isBuiltFromSource(path));
  expect(strange, 'left from an earlier build: npm run build').toEqual([]);
  task.meta.figure = `${files.length} files, 0 without a source`;
});

/** What git knows of the template and the schemas: nothing that lies about there is packed. */
async function copiedFiles(): Promise<readonly string[]> {
  const { stdout } = await execa('git', ['ls-files', 'templates', 'schemas'], { cwd: root });
  return stdout.split('\n').toSorted();
}

function isBuiltFromSource(path: string): boolean {
  const [, name] = /^dist\/(.*?)(?:\.d)?\.(?:js|ts)$/.exec(path) ?? [];
  // The museum is compiled into it from among the fixtures.
  const places = name?.startsWith('museum/') ? ['fixtures'] : ['src'];
  return name !== undefined && places.some((place) => existsSync(join(root, place, `${name}.ts`)));
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

test('a provider of any name that the tarball begins compiles, is refused by certify with what is missing, and by vitest', async () => {
  expect(await assay('init', 'my-2nd-cloud', '--dir', 'begun')).toMatchObject({ exitCode: 0, stderr: '' });
  const begun = join(folder, 'begun');
  expect((await readdir(begun, { recursive: true })).filter((name) => /acme/i.test(name))).toEqual([]);
  const { dependencies } = JSON.parse(await readFile(join(begun, 'package.json'), 'utf8')) as Record<string, object>;
  expect(dependencies).toEqual({ assay: '^0.1.0' });
  await linkPackages(folder);

  const run = (...args: readonly string[]) =>
    execa(process.execPath, args, { cwd: begun, reject: false, env: { NO_COLOR: '1' } });
  expect(await run(join(folder, 'node_modules/typescript/bin/tsc'))).toMatchObject({ exitCode: 0, stdout: '' });
  const certified = await run(join(installed(), 'bin/assay.js'), 'certify', './src/index.ts', '--runs', '3');
  expect(certified.exitCode, certified.stderr).toBe(1);
  expect(certified.stdout).toMatch(/still to write in my-2nd-cloud: 10 parts, \d+ contracts wait\n {2}spawn /);
  expect(certified.stdout).not.toContain('FAIL');
  expect((await readdir(join(begun, '.assay'))).toSorted()).toEqual(['report.json', 'runs']);
  const tested = await run(join(folder, 'node_modules/vitest/vitest.mjs'), 'run');
  expect(tested.exitCode, tested.stderr).toBe(1);
  expect(tested.stderr).toContain('it waits for what is not written yet: spawn');
}, 180_000);
