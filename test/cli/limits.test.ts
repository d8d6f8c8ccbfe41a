import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { parseJson, parseYaml } from '../../src/engine/files/parse-data.ts';
import { sweep } from '../../src/engine/sweep.ts';
import { sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';
import '../promises/task-meta.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-limits-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const report = sampleReport([sampleProvider([sampleOutcome()])]);

async function run(...argv: readonly string[]) {
  const terminal = fakeTerminal(folder);
  const services = fakeServices({ certified: { report, problems: [] } });
  const exitCode = await main(argv, terminal, services);
  return { exitCode, err: terminal.err(), options: services.asked[0] };
}

/** A file that is as long as said and takes no space. */
function huge(name: string, bytes: number): void {
  writeFileSync(join(folder, name), '');
  truncateSync(join(folder, name), bytes);
}

const mebibyte = 1_048_576;
const laughs = `a: &a [x, x]\n${'bcdefghij'.replace(/./g, (key) => {
  const before = String.fromCharCode(key.charCodeAt(0) - 1);
  return `${key}: &${key} [*${before}, *${before}, *${before}, *${before}]\n`;
})}`;

test.for([
  ['merge', 'large.json', 64 * mebibyte + 1, 'large.json is larger than 64 MiB: give a report'],
  ['replay', 'large.json', 64 * mebibyte + 1, 'large.json is larger than 64 MiB: give a failure file'],
  ['certify --config', 'large.json', mebibyte + 1, 'large.json is larger than 1 MiB'],
  ['certify --config', 'large.yaml', mebibyte + 1, 'large.yaml is larger than 1 MiB'],
  ['merge', 'deep.json', deep(101), 'deep.json is nested deeper than 100 levels'],
  ['replay', 'deep.json', deep(200_000), 'deep.json is nested deeper than 100 levels'],
  ['certify --config', 'deep.json', deep(101), 'deep.json is nested deeper than 100 levels'],
  ['certify --config', 'deep.yaml', deep(101), 'deep.yaml is nested deeper than 100 levels'],
  ['certify --config', 'deeper.yml', deep(10_000), 'deeper.yml is nested deeper than 100 levels'],
  ['certify --config', 'laughs.yaml', laughs, 'laughs.yaml uses its anchors more than 100 times'],
  ['certify --config', 'circle.yaml', 'a: &a [*a]', 'circle.yaml is nested deeper than 100 levels'],
  ['certify --config', 'twice.yaml', 'runs: 1\nruns: 2', 'twice.yaml has the same key twice (at line 2, column 1)'],
  ['certify --config', 'broken.yaml', 'runs: [', 'broken.yaml is not YAML'],
  ['certify --config', 'version.yaml', 'testbed: 1.10', 'testbed: Invalid input: expected string'],
  ['merge', '/dev/zero', undefined, '/dev/zero is larger than 64 MiB'],
] as const)('H2: %s %s is refused with one message, exit 2', async ([command, name, content, message], { task }) => {
  if (typeof content === 'number') huge(name, content);
  if (typeof content === 'string') writeFileSync(join(folder, name), content);
  const { exitCode, err, options } = await run(...command.split(' '), name);
  expect(err).toContain(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect([exitCode, options]).toEqual([2, undefined]);
  task.meta.figure = `${command} ${name}: exit 2`;
});

test('H2: __proto__ is dropped wherever it stands, and changes no other object', async ({ task }) => {
  const texts = ['{"a": 1, "__proto__": {"polluted": true}}', '{"x": [{"__proto__": {"polluted": true}, "b": 1}]}'];
  for (const text of texts) {
    for (const parsed of [parseJson(text), await parseYaml(text)]) {
      expect(JSON.stringify(parsed)).not.toContain('polluted');
      expect((Object.assign({}, parsed) as { polluted?: boolean }).polluted).toBeUndefined();
    }
  }
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  task.meta.figure = `${texts.length} texts as JSON and YAML, 0 prototypes changed`;
});

test('H2: a journal that is too large or nested too deep is set aside, not read', async ({ task }) => {
  mkdirSync(join(folder, 'journal'));
  huge('journal/large.jsonl', 64 * mebibyte + 1);
  writeFileSync(join(folder, 'journal', 'deep.jsonl'), `${deep(200_000)}\n`);
  const swept = await sweep({ outDir: folder, isReal: false, nowMs: 0, workerUrl: new URL('file:///none'), env: {} });
  expect(swept).toMatchObject([
    { outcome: 'unreadable', problem: 'line 1 is no line of a journal' },
    { outcome: 'unreadable', problem: 'it is larger than 64 MiB' },
  ]);
  task.meta.figure = '2 journals set aside';
});

test('a configuration may be data; anchors and depth within reason are fine', async () => {
  writeFileSync(join(folder, 'c.yaml'), `providers: &p [orbstack]\nruns: 7\nout: o\n`);
  expect((await run('certify', '--config', 'c.yaml')).options).toMatchObject({ runs: 7, outDir: 'o' });
  writeFileSync(join(folder, 'c.json'), '{"runs": 8}');
  expect((await run('certify', '--config', 'c.json')).options).toMatchObject({ runs: 8 });
  expect(await parseYaml('a: &a [1]\nb: *a\nc: no')).toEqual({ a: [1], b: [1], c: 'no' });
  parseJson(deep(100));
});
