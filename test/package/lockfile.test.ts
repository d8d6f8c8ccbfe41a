import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../cli/run-assay.ts';
import '../promises/task-meta.ts';
import { type Lockfile, lockfileProblems } from './lockfile-problems.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(join(root, name), 'utf8'));
const { allowScripts, dependencies } = read('package.json') as {
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly dependencies: Readonly<Record<string, string>>;
};
const lockfile = read('package-lock.json') as Lockfile;
const decided = Object.keys(allowScripts);

test('J2: no package runs a script when it is installed that nobody decided on, and all come from the registry', ({
  task,
}) => {
  expect(lockfileProblems(lockfile, decided)).toEqual([]);
  const scripts = Object.values(lockfile.packages).filter(({ hasInstallScript }) => hasInstallScript);
  const allowed = decided.filter((name) => allowScripts[name]);
  task.meta.figure = `${Object.keys(lockfile.packages).length - 1} packages, ${scripts.length} with scripts, ${allowed.length} may run: ${allowed}`;
});

test('J2: a package that came in by another way is found', ({ task }) => {
  const integrity = 'sha512-x';
  const bad: Lockfile['packages'] = {
    'node_modules/worm': { integrity, hasInstallScript: true },
    'node_modules/a/node_modules/@b/worm': { integrity, hasInstallScript: true },
    'node_modules/mirror': { integrity, resolved: 'https://mirror.example/mirror.tgz' },
    'node_modules/look-alike': { integrity, resolved: 'https://registry.npmjs.org.example/x.tgz' },
    'node_modules/git': { integrity, resolved: 'git+ssh://git@github.com/a/b.git#1' },
    'node_modules/weak': { integrity: 'sha1-x' },
    'node_modules/open': {},
    // The name of an alias is not that of its folder.
    'node_modules/esbuild': { name: 'worm', integrity, hasInstallScript: true },
  };
  const found = lockfileProblems({ packages: { ...lockfile.packages, ...bad } }, decided);
  expect(found).toHaveLength(Object.keys(bad).length);
  task.meta.figure = `${found.length} of ${Object.keys(bad).length} bad entries found`;
});

test('J2: what is installed with Assay is little, and runs no script', ({ task }) => {
  const names = Object.keys(dependencies);
  expect(names.length).toBeLessThanOrEqual(10);
  const direct = names.filter((name) => lockfile.packages[`node_modules/${name}`]?.hasInstallScript);
  expect(direct).toEqual([]);
  task.meta.figure = `${names.length} dependencies, 0 with install scripts`;
});
