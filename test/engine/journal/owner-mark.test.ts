import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepOwnerKey, ownerMark, readMark } from '../../../src/engine/journal/owner-mark.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-owner-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a folder has one key, which is made once and as a whole', () => {
  const key = keepOwnerKey(join(folder, 'out'));
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(keepOwnerKey(join(folder, 'out'))).toBe(key);
  expect(readdirSync(join(folder, 'out'))).toEqual(['owner.key']);
});

test('what is no key is told, and not replaced', () => {
  writeFileSync(join(folder, 'owner.key'), 'half');
  expect(() => keepOwnerKey(folder)).toThrow('owner.key is no key: remove it');
});

test('where the key cannot be kept nothing is made', () => {
  writeFileSync(join(folder, 'file'), '');
  expect(() => keepOwnerKey(join(folder, 'file'))).toThrow(/owner\.key cannot be kept, so nothing is made: .*EEXIST/);
});

test('a mark names its run, and only the key that signed it vouches for it', () => {
  const key = 'a'.repeat(64);
  const mark = ownerMark('run-12345', key);
  expect(readMark(mark, key)).toEqual({ ok: true, runId: 'run-12345' });
  expect(readMark(mark, 'b'.repeat(64))).toMatchObject({ ok: false });
  expect(readMark(mark.replace('run-12345', 'run-54321'), key)).toMatchObject({ ok: false });
});
