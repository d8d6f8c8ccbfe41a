import { mkdtempSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../src/engine/files/make-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-make-folder-'));

test('a folder is made with those above it, and may be there already', () => {
  const deep = join(folder, 'a', 'b', 'c');
  makeFolder(deep);
  makeFolder(deep);
  expect(statSync(deep).isDirectory()).toBe(true);
});

test('a link to a folder is a folder', () => {
  symlinkSync(folder, join(folder, 'link'));
  makeFolder(join(folder, 'link'));
  makeFolder(join(folder, 'link', 'beneath'));
  expect(statSync(join(folder, 'beneath')).isDirectory()).toBe(true);
});

test('where a file has the name, it says so', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => makeFolder(join(folder, 'file'))).toThrow('EEXIST');
  expect(() => makeFolder(join(folder, 'file', 'beneath'))).toThrow('ENOTDIR');
});

test.runIf(process.platform === 'linux')('where nothing can be made it says so, and comes to an end', () => {
  expect(() => makeFolder('/proc/no-such/folder')).toThrow('ENOENT');
});
