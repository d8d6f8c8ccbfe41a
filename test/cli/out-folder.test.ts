import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { mustBeOutFolder } from '../../src/cli/out-folder.ts';
import { realServices } from '../../src/cli/services.ts';
import { fakeTerminal } from './fake-terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-out-'));
  await writeFile(join(folder, 'file'), '');
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['certify', 'slurm'],
  ['chaos', '--seeds', '1'],
  ['merge', 'a.json', 'b.json'],
])('%s refuses an out folder that is a file, before it does anything', async (...argv) => {
  const terminal = fakeTerminal(folder);
  expect(await main([...argv, '--out', 'file'], terminal, realServices)).toBe(2);
  expect(terminal.err()).toContain(`--out file: ${join(folder, 'file')} is no folder: give another`);
  expect(terminal.out()).toBe('');
});

test('a folder below a file is none, and one that is still to be made is one', () => {
  expect(() => mustBeOutFolder('file/deeper/still', folder)).toThrow('is no folder: give another');
  expect(() => mustBeOutFolder('not/there/yet', folder)).not.toThrow();
  expect(() => mustBeOutFolder('.', folder)).not.toThrow();
});
