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

const waiver = {
  contract: 'terminate.idempotent',
  owner: 'ada',
  reason: 'being mended',
  link: 'https://example.test/issues/7',
  expires: '2026-12-31',
};

test('waivers are read, from TypeScript and from YAML', async () => {
  await write('assay.config.ts', `export default { waivers: [${JSON.stringify(waiver)}] };`);
  expect(await loadConfig(undefined, folder)).toEqual({ waivers: [waiver] });
  const lines = Object.entries(waiver).map(([key, value]) => `    ${key}: ${value}`);
  await write('assay.yaml', `waivers:\n  -\n${lines.join('\n')}\n    testbed: docker\n`);
  expect(await loadConfig('assay.yaml', folder)).toEqual({ waivers: [{ ...waiver, testbed: 'docker' }] });
});

test.each<[object, string]>([
  [{ ...waiver, link: 'javascript:alert(1)' }, 'waivers.0.link: must be where it is worked on, with http or https'],
  [{ ...waiver, link: 'ask ada' }, 'waivers.0.link: must be where it is worked on, with http or https'],
  [{ ...waiver, expires: '2026-02-30' }, "waivers.0.expires: must be the last day on which it holds, such as '2026-"],
  [{ ...waiver, expires: 'soon' }, "waivers.0.expires: must be the last day on which it holds, such as '2026-"],
  [{ ...waiver, owner: undefined }, 'waivers.0.owner: must be who answers for it'],
  [{ ...waiver, reason: ' ' }, 'waivers.0.reason: is empty: give why it fails'],
  [{ ...waiver, until: '2026-12-31' }, 'waivers.0: unknown key "until"; known are contract, provider, testbed, owner,'],
  [{ ...waiver, expired: '2026-12-31' }, 'waivers.0: unknown key "expired" (did you mean expires?)'],
])('the waiver %j is refused with the reason', async (given, message) => {
  await write('assay.config.json', JSON.stringify({ waivers: [given] }));
  await expect(loadConfig('assay.config.json', folder)).rejects.toThrow(`assay.config.json: ${message}`);
});

test('two waivers for the same are refused; the same contract elsewhere is another', async () => {
  const elsewhere = { ...waiver, provider: 'aws', testbed: 'moto' };
  await write('good.json', JSON.stringify({ waivers: [waiver, elsewhere] }));
  expect(await loadConfig('good.json', folder)).toEqual({ waivers: [waiver, elsewhere] });
  await write('twice.json', JSON.stringify({ waivers: [elsewhere, waiver, { ...elsewhere, owner: 'bob' }] }));
  const message = 'waivers.2: is for terminate.idempotent of aws on moto, as waivers.0 is: keep one of them';
  await expect(loadConfig('twice.json', folder)).rejects.toThrow(message);
});
