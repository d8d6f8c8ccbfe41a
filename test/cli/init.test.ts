import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli/main.ts';
import { linkPackages } from '../docs/provider-page.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-init-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function init(...args: readonly string[]) {
  const terminal = fakeTerminal(folder);
  const exitCode = await main(['init', ...args], terminal, fakeServices());
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

/** Every file below the folder, folders left out. */
async function written(): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted();
}

test('a new provider goes to a folder of its name, and it is said how to go on', async () => {
  const { exitCode, out, err } = await init('my-cloud');
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(out).toMatch(/^my-cloud: 26 files in my-cloud\n\n {2}cd my-cloud\n {2}npm i\n/);
  const files = await written();
  expect(files).toHaveLength(26);
  for (const name of [
    'package.json',
    '.gitignore',
    'tsconfig.json',
    '.github/workflows/certify.yml',
    'src/my-cloud.ts',
  ])
    expect(files).toContain(`my-cloud/${name}`);
});

test('the name is in every form that a place asks for, and that of the template in none', async () => {
  await init('my-cloud', '--dir', '.');
  const texts = await Promise.all((await written()).map((name) => readFile(join(folder, name), 'utf8')));
  const all = texts.join('\n');
  for (const form of ["name = 'my-cloud'", 'createMyCloud', 'MY_CLOUD_TOKEN', '"my-cloud-provider"'])
    expect(all).toContain(form);
  expect(all).not.toMatch(/acme/i);
});

test('its npm test leaves alone what chaos has emitted, which runs with a --dir of its own', async () => {
  await init('my-cloud', '--dir', '.');
  await linkPackages(folder);
  const emitted = '.assay/chaos/a.test.ts';
  await mkdir(join(folder, '.assay/chaos'), { recursive: true });
  await writeFile(join(folder, emitted), "import { test } from 'vitest';\ntest('emitted', () => {});\n");
  expect(await listedTests()).toEqual(['test/errors.test.ts', 'test/my-cloud.test.ts']);
  expect(await listedTests('--dir', '.assay/chaos', emitted)).toEqual([emitted]);
});

async function listedTests(...args: readonly string[]): Promise<readonly string[]> {
  const vitest = ['node_modules/vitest/vitest.mjs', 'list', '--filesOnly', ...args];
  const { stdout } = await execa(process.execPath, vitest, { cwd: folder, stdin: 'ignore', env: { NO_COLOR: '1' } });
  return stdout.split('\n').toSorted();
}

test('its workflow sweeps up whatever happened', async () => {
  await init('my-cloud', '--dir', '.');
  const workflow = parse(await readFile(join(folder, '.github/workflows/certify.yml'), 'utf8'));
  const steps = workflow.jobs.certify.steps as readonly { readonly run?: string; readonly if?: string }[];
  expect(steps.find(({ run }) => run === 'npx assay sweep --yes')?.if).toBe('always()');
});

test.each([
  ['My Cloud', 'my-cloud'],
  ['', 'my-cloud'],
  ['9lives', 'lives'],
  ['a--b', 'a-b'],
  ['cloud-', 'cloud'],
  ['../up', 'up'],
  ['ünïcode', 'n-code'],
  ['x'.repeat(41), 'x'.repeat(40)],
  ['a\u0007', 'a'],
])('the name %j is refused with one that would do', async (name, suggested) => {
  const { exitCode, out, err } = await init(name);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(err).toBe(
    `assay: init ${JSON.stringify(name)}: a name begins with a letter, goes on with lower-case letters, digits and single hyphens, and has at most 40 characters, such as ${suggested}\n`,
  );
  expect(await written()).toEqual([]);
});

test('a folder that holds other things is fine', async () => {
  await writeFile(join(folder, 'notes.txt'), 'mine');
  await mkdir(join(folder, 'src'));
  expect(await init('mine', '--dir', '.')).toMatchObject({ exitCode: 0, err: '' });
  expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
});

test('nothing is overwritten, also no link that leads nowhere, and then nothing is written at all', async () => {
  await mkdir(join(folder, 'test'));
  await writeFile(join(folder, 'tsconfig.json'), 'mine');
  await symlink('nowhere', join(folder, 'test/errors.test.ts'));
  const before = await written();
  const { exitCode, out, err } = await init('mine', '--dir', '.');
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
  expect(err).toContain('assay: nothing was written, because it is there already: ');
  expect(err).toContain('tsconfig.json');
  expect(err).toContain('test/errors.test.ts');
  expect(await written()).toEqual(before);
  expect(await readdir(folder)).toEqual(['test', 'tsconfig.json']);
});

test('a file in the place of a folder is told once, and stays', async () => {
  await writeFile(join(folder, 'src'), 'mine');
  expect((await init('mine', '--dir', '.')).err).toBe(
    `assay: nothing was written, because it is there already: ${join(folder, 'src')}\n`,
  );
  await writeFile(join(folder, 'busy'), '');
  expect((await init('mine', '--dir', 'busy')).err).toContain(join(folder, 'busy'));
  expect(await written()).toEqual(['busy', 'src']);
});

test('what cannot be written to the end is taken back', async () => {
  // A link to nowhere in the place of a folder is found only when the folder is made.
  await symlink('nowhere/at/all', join(folder, 'test'));
  const { exitCode, err } = await init('mine', '--dir', '.');
  expect(exitCode).toBe(2);
  expect(err).toMatch(/^assay: nothing was written: E[A-Z]+: /);
  expect(await readdir(folder)).toEqual(['test']);
});

test.each([[''], ['  ']])('the folder %j is refused', async (dir) => {
  expect(await init('mine', '--dir', dir)).toEqual({
    exitCode: 2,
    out: '',
    err: 'assay: --dir "" is empty: give the folder that the provider goes to\n',
  });
});

test('a folder that no system can have is told without a stack', async () => {
  const { exitCode, err } = await init('mine', '--dir', 'a\u0000b');
  expect(exitCode).toBe(2);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});
