import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { runAssay } from './run-assay.ts';
import '../promises/task-meta.ts';

const mutant = './fixtures/mutants/terminate-throws-second-time.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-merge-'));
});
afterAll(() => rm(folder, { recursive: true }));

function at(name: string): string {
  return join(folder, name);
}

async function certify(name: string, flags: readonly string[]) {
  const argv = ['certify', 'orbstack', mutant, '--seed', '7', '--runs', '5', '--reporter', `json:${at(name)}`];
  const { exitCode } = await runAssay([...argv, '--out', at(`${name}.out`), ...flags]);
  return exitCode;
}

/** A report without what differs from run to run. */
async function timeless(name: string): Promise<unknown> {
  const kept = (key: string, value: unknown) =>
    ['id', 'startedAt', 'finishedAt', 'timing', 'replay'].includes(key) ? undefined : value;
  return JSON.parse(await readFile(at(name), 'utf8'), kept);
}

test('three shards, merged in any order, are the whole run but for times and id', async () => {
  const exitCodes = await Promise.all([
    certify('1.json', ['--shard', '1/3']),
    certify('2.json', ['--shard', '2/3']),
    certify('3.json', ['--shard', '3/3']),
    certify('whole.json', []),
  ]);
  expect(exitCodes.at(-1)).toBe(1);
  const merged = await runAssay(['merge', at('3.json'), at('1.json'), at('2.json'), '--out', at('merged')]);
  expect(merged.exitCode).toBe(1);
  expect(merged.stdout).toContain('FAIL  terminate.idempotent');
  expect(await timeless('merged/report.json')).toEqual(await timeless('whole.json'));
  const { run } = reportSchema.parse(JSON.parse(await readFile(at('merged/report.json'), 'utf8')));
  expect(run.id.split('+')).toHaveLength(3);
}, 180_000);

async function run(argv: readonly string[]) {
  const terminal = fakeTerminal(folder);
  const exitCode = await main(argv, terminal, fakeServices());
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

async function write(name: string, content: unknown): Promise<void> {
  await writeFile(at(name), typeof content === 'string' ? content : JSON.stringify(content));
}

test('every reporter works on a merged report, and the exit code is that of its outcomes', async () => {
  const left = sampleOutcome({ outcome: 'not-run', cases: 0, reason: { code: 'filtered', text: 'left to shard 1/2' } });
  await write('a.json', sampleReport([sampleProvider([sampleOutcome()])], { shard: '1/2' }));
  await write('b.json', sampleReport([sampleProvider([left])], { shard: '2/2' }));
  const reporters = ['--reporter', 'json', '--reporter', 'junit:junit.xml', '--reporter', 'terminal:t.txt'];
  const { exitCode, out, err } = await run(['merge', 'a.json', 'b.json', '--out', 'm', ...reporters]);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
  expect(reportSchema.parse(JSON.parse(out)).run.shard).toBeUndefined();
  expect(await readFile(at('junit.xml'), 'utf8')).toContain('tests="1" failures="0" errors="0" skipped="0"');
  expect(await readFile(at('t.txt'), 'utf8')).toContain('certified');
});

test('with --allow-missing what nobody judged keeps the report incomplete, which is no success', async () => {
  const left = sampleOutcome({ outcome: 'not-run', reason: { code: 'filtered', text: 'left to shard 2/2' } });
  const outcomes = [sampleOutcome(), { ...left, contract: 'launch.visible' }];
  await write('half.json', sampleReport([sampleProvider(outcomes)], { shard: '1/2' }));
  const refused = await run(['merge', 'half.json', '--out', 'm']);
  expect(refused.exitCode).toBe(2);
  const { exitCode, out } = await run(['merge', 'half.json', '--allow-missing', '--out', 'm']);
  expect(exitCode).toBe(3);
  expect(out).toContain('incomplete');
});

test('two runs of one provider are merged, and one that is given twice is told and counts once', async () => {
  const pass = sampleOutcome();
  await write('old.json', sampleReport([sampleProvider([sampleOutcome({ outcome: 'fail' })])], { id: 'old' }));
  await write(
    'new.json',
    sampleReport([sampleProvider([pass])], { id: 'new', finishedAt: '2026-02-02T03:04:07.500Z' }),
  );
  const { exitCode, out, err } = await run(['merge', 'new.json', 'old.json', 'new.json', '--out', 'm']);
  expect(exitCode).toBe(1);
  expect(out).toContain(
    'unstable: runs of the same provider disagree: pass in run new (2026-02-02T03:04:07.500Z), fail',
  );
  expect(err).toBe('assay: new.json says nothing new: its run is in new.json too, and counts once\n');
});

test('a merged report keeps its waivers, and fails for one that is needless', async () => {
  const waiver = { owner: 'ada', reason: 'known', link: 'https://example.test/7', expires: '2026-12-31' } as const;
  const needless = sampleOutcome({ waiver: { ...waiver, state: 'needless' } });
  const left = sampleOutcome({ outcome: 'not-run', cases: 0, reason: { code: 'filtered', text: 'left to shard 1/2' } });
  await write('w1.json', sampleReport([sampleProvider([needless])], { shard: '1/2' }));
  await write('w2.json', sampleReport([sampleProvider([left])], { shard: '2/2' }));
  const { exitCode, err } = await run(['merge', 'w1.json', 'w2.json', '--out', 'm']);
  expect(exitCode).toBe(1);
  expect(err).toContain('the waiver of ada for terminate.idempotent (https://example.test/7) is needless');
});

test.each([
  [['merge'], "missing required argument 'report'"],
  [['merge', 'no.json'], 'no.json does not exist: give a report that assay certify or assay chaos has written'],
  [['merge', 'text.json'], 'text.json is not JSON: give a report that assay certify or assay chaos has written'],
  [['merge', 'empty.json'], 'empty.json is not a report (schemaVersion: '],
  [['merge', 'one.json', 'seed.json'], 'one.json and seed.json cannot be merged: the seed is 7 in one, 8 in the other'],
  [['merge', 'one.json', '--out', 'm'], 'shard 2/2 is missing beside one.json: give every shard, or --allow-missing'],
  [['merge', 'm/report.json', '--out', 'm'], 'the merged report would overwrite m/report.json: choose another place'],
  [['merge', 'one.json', '--reporter', 'jnit'], '--reporter "jnit" is unknown (did you mean junit?)'],
])('%j is refused with one message, exit 2', async (argv, message) => {
  await write('text.json', 'x');
  await write('empty.json', {});
  await write('one.json', sampleReport([sampleProvider([sampleOutcome()])], { shard: '1/2' }));
  await write('seed.json', sampleReport([sampleProvider([sampleOutcome()])], { shard: '2/2', seed: 8 }));
  const { exitCode, out, err } = await run(argv);
  expect(err).toContain(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect({ exitCode, out }).toEqual({ exitCode: 2, out: '' });
});

test('F4: a merged report goes through the redactor, and its files through the last gate', async ({ task }) => {
  const secret = 'tok-of-a-merge-4f1c9a7b';
  const outcome = sampleOutcome({
    outcome: 'inconclusive',
    reason: { code: 'infrastructure', text: `it said ${secret}` },
  });
  const given = sampleReport([sampleProvider([outcome], { verdict: 'inconclusive' })]);
  await write('told.json', given);
  const reporters = ['--reporter', 'json', '--reporter', 'junit:told.xml', '--reporter', 'terminal:told.txt'];
  const terminal = { ...fakeTerminal(folder), env: { MERGE_TOKEN: secret } };
  await main(['merge', 'told.json', '--out', 'clean', ...reporters], terminal, fakeServices());
  const files = await Promise.all(
    ['clean/report.json', 'told.xml', 'told.txt'].map((name) => readFile(at(name), 'utf8')),
  );
  for (const text of [...files, terminal.out(), terminal.err()]) expect(text).not.toContain(secret);
  expect(files.join('')).toContain('[redacted]');

  // What did not come from the report is not redacted with it: the words of a contract, for one.
  const { contractCatalogue } = fakeServices();
  const spoilt = async () => (await contractCatalogue()).map((contract) => ({ ...contract, title: secret }));
  const args = ['merge', 'told.json', '--out', 'clean', '--reporter', 'terminal:spoilt.txt'];
  const exitCode = await main(args, terminal, { ...fakeServices(), contractCatalogue: spoilt });
  expect(exitCode).toBe(3);
  expect(terminal.err()).toContain('spoilt.txt held a secret of the environment (plain, at byte');
  await expect(readFile(at('spoilt.txt'), 'utf8')).rejects.toThrow('ENOENT');
  task.meta.figure = `${files.length} files and 2 streams, 0 hits; 1 file with a secret, removed`;
});
