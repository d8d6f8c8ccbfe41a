import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepReport } from '../../src/cli/keep-report.ts';
import '../promises/task-meta.ts';
import { sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';

let folder = '';
let out = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-keep-'));
  out = join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true }));

const providers = [sampleProvider([sampleOutcome()])];

test('H1: a run id that is a path makes no folder outside', async ({ task }) => {
  const ids = ['../../evil', '/etc/evil', 'a/../../b', 'nul\0', 'con', '..', 'x'.repeat(9_000)];
  for (const id of ids) expect(await keepReport(sampleReport(providers, { id }), out)).toEqual([]);
  expect(readdirSync(folder)).toEqual(['out']);
  expect(readdirSync(out).toSorted()).toEqual(['report.json', 'runs']);
  expect(readdirSync(join(out, 'runs'))).toHaveLength(ids.length);
  task.meta.figure = `${ids.length} hostile ids, 0 files outside`;
});

test('H1: neither a linked folder of runs nor a linked report is written through', async ({ task }) => {
  mkdirSync(join(folder, 'elsewhere'));
  mkdirSync(out);
  writeFileSync(join(folder, 'precious'), 'precious');
  symlinkSync(join(folder, 'elsewhere'), join(out, 'runs'));
  symlinkSync(join(folder, 'precious'), join(out, 'report.json'));
  const unwritten = await keepReport(sampleReport(providers), out);
  expect(unwritten).toEqual([expect.stringContaining('is a link, and may lead anywhere')]);
  expect(readdirSync(join(folder, 'elsewhere'))).toEqual([]);
  expect(readFileSync(join(folder, 'precious'), 'utf8')).toBe('precious');
  expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).schemaVersion).toBe(1);
  task.meta.figure = '2 links, 0 followed';
});
