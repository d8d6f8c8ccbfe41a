import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '../../src/cli/load-config.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (path: string, text: string) => writeFile(join(folder, path), text);

test('without a file there is nothing to say', async () => {
  expect(await loadConfig(undefined, folder)).toEqual({});
});

test('assay.config.ts is TypeScript', async () => {
  await write(
    'assay.config.ts',
    'const seed: number = 7; enum E { A = "docker" }; export default { seed, testbed: E.A };',
  );
  expect(await loadConfig(undefined, folder)).toEqual({ seed: 7, testbed: 'docker' });
});

test('paths start at the folder of the file', async () => {
  await mkdir(join(folder, 'ci'));
  const text = `export default { providers: ['orbstack', '../mine.ts', './own.ts'], out: 'out', reporters: ['terminal', 'json:r.json'] };`;
  await write('ci/assay.ts', text);
  expect(await loadConfig('ci/assay.ts', folder)).toEqual({
    providers: ['orbstack', './mine.ts', 'ci/own.ts'],
    out: 'ci/out',
    reporters: ['terminal', 'json:ci/r.json'],
  });
});

test.each([
  ['export default { sede: 1 };', 'unknown key "sede" (did you mean seed?); known are providers, seed'],
  ['export default { runs: 0 };', 'runs: '],
  ['export default { providers: "x" };', 'providers: '],
  ['export const config = {};', 'has no default export'],
  ['throw new Error("no luck");', 'could not be loaded: no luck'],
  ['export default {', 'could not be loaded: '],
])('the configuration %j is refused with the reason', async (text, message) => {
  await write('assay.config.ts', text);
  await expect(loadConfig(undefined, folder)).rejects.toThrow(message);
});
