import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { certifiedReport, certify, ours, signed, theirs, wholeOutcomes } from '../certificate/samples.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root } from './run-assay.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-diff-'));
  const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() });
  await write('good.json', sampleReport([sampleProvider([sampleOutcome()])]));
  await write('bad.json', sampleReport([sampleProvider([failed], { verdict: 'failed' })]));
  await write('part.json', sampleReport([sampleProvider([sampleOutcome()])], { shard: '1/2' }));
  await write('empty.json', {});
  await write('later.json', { schemaVersion: 99 });
});
afterAll(() => rm(folder, { recursive: true }));

function write(name: string, content: unknown): Promise<void> {
  return writeFile(join(folder, name), JSON.stringify(content));
}

async function run(argv: readonly string[], env = {}) {
  const terminal = { ...fakeTerminal(folder), env };
  const exitCode = await main(['diff', ...argv], terminal, fakeServices());
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

test('exit code 1 where something got worse, 0 where it did not', async () => {
  const worse = await run(['good.json', 'bad.json']);
  expect(worse).toMatchObject({ exitCode: 1, err: '' });
  expect(worse.out).toContain('− broken   terminate.idempotent  pass → fail');
  const better = await run(['bad.json', 'good.json']);
  expect(better).toMatchObject({ exitCode: 0, err: '' });
  expect(better.out).toContain('+ mended   terminate.idempotent  fail → pass');
  expect(await run(['good.json', 'good.json'])).toMatchObject({ exitCode: 0 });
});

test('JSON has stdout to itself and is in the published schema, by a validator that is not ours', async () => {
  const { out, exitCode } = await run(['good.json', 'bad.json', '--reporter', 'json', '--reporter', 'terminal']);
  const schema = JSON.parse(readFileSync(join(root, 'schemas/diff.schema.json'), 'utf8'));
  const isDiff = new Ajv2020({ allowUnionTypes: true, validateFormats: false }).compile(schema);
  const found = JSON.parse(out);
  expect(isDiff(found), JSON.stringify(isDiff.errors)).toBe(true);
  expect(found.changes.length).toBeGreaterThan(1);
  expect(isDiff({ ...found, changes: [{ ...found.changes[0], effect: 'green' }] })).toBe(false);
  expect(isDiff({ ...found, isWorse: undefined })).toBe(false);
  expect(exitCode).toBe(1);
});

test('Markdown goes to the file that is named for it', async () => {
  const { exitCode, out } = await run(['good.json', 'bad.json', '--reporter', 'markdown:diff.md']);
  expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
  expect(await readFile(join(folder, 'diff.md'), 'utf8')).toContain('## It got worse');
});

test('no secret of the environment comes through', async () => {
  const secret = 'tok-of-a-diff-4f1c9a7b';
  await write('told.json', sampleReport([sampleProvider([sampleOutcome({ contract: `c.${secret}` })])]));
  const reporters = ['--reporter', 'json', '--reporter', 'markdown:told.md', '--reporter', 'terminal:told.txt'];
  const { out } = await run(['good.json', 'told.json', ...reporters], { DIFF_TOKEN: secret });
  const files = await Promise.all(['told.md', 'told.txt'].map((name) => readFile(join(folder, name), 'utf8')));
  for (const text of [out, ...files]) expect(text).not.toContain(secret);
  expect(out).toContain('c.[redacted]');
});

test('a certificate is compared like the report that it was made from, also after its time', async () => {
  const failed = wholeOutcomes(({ id }) => (id === 'terminate.idempotent' ? { outcome: 'fail' } : {}));
  await write('whole.json', certifiedReport());
  await write('worse.json', certifiedReport({ outcomes: failed, verdict: 'failed' }));
  await writeFile(join(folder, 'sample.intoto.jsonl'), signed());
  await writeFile(join(folder, 'key.pub'), ours.publicPem);
  await writeFile(join(folder, 'other.pub'), theirs.publicPem);
  expect(await run(['sample.intoto.jsonl', 'whole.json', '--key', 'key.pub'])).toMatchObject({ exitCode: 0, err: '' });
  const worse = await run(['sample.intoto.jsonl', 'worse.json', '--key', 'key.pub']);
  expect(worse).toMatchObject({ exitCode: 1, err: '' });
  expect(worse.out).toContain('terminate.idempotent  pass → fail');

  const refused = { exitCode: 2, out: '' };
  const unknown = await run(['sample.intoto.jsonl', 'worse.json']);
  expect(unknown).toMatchObject(refused);
  expect(unknown.err).toContain('sample.intoto.jsonl is a certificate: say with --key whose');
  const other = await run(['sample.intoto.jsonl', 'worse.json', '--key', 'other.pub']);
  expect(other).toMatchObject(refused);
  expect(other.err).toContain('sample.intoto.jsonl is refused: ');
  const { provider, ...rest } = certify();
  await writeFile(join(folder, 'lie.jsonl'), signed({ ...rest, provider: { ...provider, verdict: 'failed' } }));
  const lie = await run(['lie.jsonl', 'worse.json', '--key', 'key.pub']);
  expect(lie).toMatchObject(refused);
  expect(lie.err).toContain('lie.jsonl is refused: ');
});

test.each([
  [['good.json'], "missing required argument 'after'"],
  [['good.json', 'no.jsonl', '--key', 'key.pub'], 'no.jsonl does not exist: give a report or a certificate'],
  [
    ['good.json', 'bad.json', '--key', 'no.pub'],
    'the key no.pub does not exist: give the public key of whoever you trust to certify',
  ],
  [['good.json', 'no.json'], 'no.json does not exist: give a report that assay certify has written'],
  [['empty.json', 'good.json'], 'empty.json is not a report (schemaVersion: '],
  [['later.json', 'good.json'], 'later.json is a report of schema version 99, and this Assay reads 1: use the Assay'],
  [['part.json', 'good.json'], 'part.json is shard 1/2 of a run: merge the shards first, with assay merge'],
  [['good.json', 'bad.json', '--threshold', 'much'], '--threshold "much" is not a share up to 100000%: write for'],
  [['good.json', 'bad.json', '--threshold', '-5%'], '--threshold "-5%" is not a share'],
  [['good.json', 'bad.json', '--reporter', 'jsn'], '--reporter "jsn" is unknown (did you mean json?)'],
  [['good.json', 'bad.json', '--reporter', 'json:bad.json'], 'the diff would overwrite bad.json: choose another file'],
])('diff %j is refused with one message, exit 2', async (argv, message) => {
  const { exitCode, out, err } = await run(argv);
  expect(err).toContain(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
});
