import { mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWholeFile } from '../../../src/engine/files/whole-file.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is written with its folders, and replaced as a whole', async () => {
  const path = join(folder, 'a', 'b', 'report.json');
  await writeWholeFile(path, 'one');
  await writeWholeFile(path, 'two');
  expect(await readFile(path, 'utf8')).toBe('two');
  expect(await readdir(join(folder, 'a', 'b'))).toEqual(['report.json']);
});

test('a link stays a link', async () => {
  await writeFile(join(folder, 'real'), 'old');
  await symlink('real', join(folder, 'link'));
  await writeWholeFile(join(folder, 'link'), 'new');
  expect(await readlink(join(folder, 'link'))).toBe('real');
  expect(await readFile(join(folder, 'real'), 'utf8')).toBe('new');
});

test('where it cannot be written nothing is left behind', async () => {
  await mkdir(join(folder, 'taken'));
  await expect(writeWholeFile(join(folder, 'taken'), 'text')).rejects.toThrow('EISDIR');
  expect(await readdir(folder)).toEqual(['taken']);
});
