import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FailureFile } from '../../../src/engine/failure-file.ts';
import { storeFailure } from '../../../src/engine/failure-store.ts';
import { fileSafe } from '../../../src/engine/files/file-safe.ts';
import { openJournal } from '../../../src/engine/journal/journal.ts';
import { journalPath } from '../../../src/engine/journal/journal-path.ts';
import '../../promises/task-meta.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-safe-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const hostile = [
  '../x',
  '../../../../tmp/x',
  '/etc/passwd',
  'C:\\Windows\\x',
  '..\\..\\x',
  'nul\0byte',
  'line\nbreak',
  '..',
  '.',
  '',
  'CON',
  'con.ts',
  'LPT1.json',
  'aux',
  'ends.',
  'x'.repeat(5_000),
  '💥'.repeat(500),
  '-rf',
  '~/x',
  '$(touch x)',
];

const failure = (contract: string, path: string): FailureFile => ({
  version: 1,
  subject: { kind: 'module', path },
  provider: 'p',
  testbed: 't',
  settings: {},
  contract,
  worldSeed: 1,
  steps: [],
  expected: '',
  actual: '',
});

test('H1: failure files of hostile names are stored in the out folder, each in its own', async ({ task }) => {
  const out = join(folder, 'out');
  for (const name of hostile) {
    await storeFailure(out, failure(name, 'a'));
    await storeFailure(out, failure('a', name));
  }
  expect(readdirSync(folder)).toEqual(['out']);
  expect(readdirSync(out)).toEqual(['failures']);
  expect(readdirSync(join(out, 'failures'))).toHaveLength(2 * hostile.length);
  task.meta.figure = `${2 * hostile.length} hostile names, 0 files outside, 0 collisions`;
});

test('H1: a name is a plain one on every system, whatever it is made of, and tells texts apart', ({ task }) => {
  const seen = new Map<string, string>();
  const part = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary' }), fc.string());
  const numRuns = 2_000;
  fc.assert(
    fc.property(part, (text) => {
      const name = fileSafe(text);
      expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
      expect(name.length).toBeLessThan(200);
      expect(name).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      expect(name).not.toMatch(/\.$/);
      expect((seen.get(name.toLowerCase()) ?? text).toLowerCase()).toBe(text.toLowerCase());
      seen.set(name.toLowerCase(), text);
    }),
    { numRuns },
  );
  task.meta.figure = `${numRuns} generated texts`;
});

test('H1: a journal of a hostile subject is in the folder of journals', ({ task }) => {
  for (const path of hostile) {
    const file = journalPath(folder, '../run', { kind: 'module', path });
    expect(resolve(file, '..')).toBe(join(folder, 'journal'));
  }
  task.meta.figure = `${hostile.length} hostile subjects`;
});

test('H1: a folder in the out folder that is a link is not followed', async ({ task }) => {
  const elsewhere = join(folder, 'elsewhere');
  mkdirSync(elsewhere);
  mkdirSync(join(folder, 'out'));
  for (const name of ['failures', 'journal']) symlinkSync(elsewhere, join(folder, 'out', name));
  await expect(storeFailure(join(folder, 'out'), failure('a', 'a'))).rejects.toThrow(
    'is a link, and may lead anywhere',
  );
  const path = journalPath(join(folder, 'out'), 'run', { kind: 'registered', name: 'a' });
  expect(() => openJournal(path, {} as never, 1)).toThrow('is a link, and may lead anywhere');
  expect(readdirSync(elsewhere)).toEqual([]);
  task.meta.figure = '2 linked folders, 0 files behind them';
});

test('an out folder that the user made a link is used', async () => {
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'out'));
  await storeFailure(join(folder, 'out'), failure('a', 'a'));
  expect(existsSync(join(folder, 'real', 'failures'))).toBe(true);
});
