import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { sourceDigest } from '../../src/engine/source-digest.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-source-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'lib'));
  await writeFile(join(folder, 'index.ts'), 'one');
  await writeFile(join(folder, 'lib/other.js'), 'two');
});

test('a file of a folder counts, by its name and by what is in it', async () => {
  const before = await sourceDigest(folder);
  await writeFile(join(folder, 'lib/other.js'), 'three');
  const changed = await sourceDigest(folder);
  await writeFile(join(folder, 'lib/more.mjs'), '');
  expect(new Set([before, changed, await sourceDigest(folder)]).size).toBe(3);
});

test('packages, types, and whatever is no source do not count', async () => {
  const before = await sourceDigest(folder);
  await mkdir(join(folder, 'node_modules/acme'), { recursive: true });
  await writeFile(join(folder, 'node_modules/acme/index.js'), 'x');
  await writeFile(join(folder, 'index.d.ts'), 'x');
  await writeFile(join(folder, 'README.md'), 'x');
  // As packages are called.
  await mkdir(join(folder, 'decimal.js'));
  await symlink('nowhere.ts', join(folder, 'broken.ts'));
  expect(await sourceDigest(folder)).toBe(before);
});

test('a link that leads back ends, and a file behind a link counts', async () => {
  await symlink('..', join(folder, 'lib/up'));
  await mkdir(join(folder, 'node_modules'));
  await symlink('../..', join(folder, 'node_modules/assay'));
  const before = await sourceDigest(folder);
  await symlink('index.ts', join(folder, 'linked.ts'));
  expect(await sourceDigest(folder)).not.toBe(before);
});
