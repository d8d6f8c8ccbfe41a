import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { realServices } from '../../src/cli/services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root } from './run-assay.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-chaos-shards-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function assay(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const terminal = { ...fakeTerminal(root), env };
  const exitCode = await main(argv, terminal, realServices);
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

/** A report without its times, as text, with the one folder for the other. */
async function timeless(name: string, as: string): Promise<string> {
  const text = await readFile(join(folder, name, 'chaos-report.json'), 'utf8');
  return text.replaceAll(/"(startedAt|finishedAt)": "[^"]*"/g, '').replaceAll(join(folder, name), as);
}

const shaking = ['chaos', '--control-plane', './docs/examples/first-day.ts', '--seed', '1', '--seeds', '60'];

test('three shards, merged, are the whole shaking byte for byte but for its times', async () => {
  const out = join(folder, 'cut');
  for (const place of ['3/3', '1/3', '2/3']) await assay([...shaking, '--shard', place, '--out', out]);
  const whole = await assay([...shaking, '--out', join(folder, 'whole')]);
  const parts = [1, 2, 3].map((index) => join(out, 'shards', `${index}-of-3`, 'chaos-report.json'));
  const merged = await assay(['merge', ...parts, '--out', out]);
  expect([whole.exitCode, merged.exitCode]).toEqual([1, 1]);
  expect(merged.out).toContain('FAIL  I04');
  const relativeOf = (name: string) =>
    timeless(name, 'out').then((text) => text.replaceAll(/\.\.\/[^"]*?\/(whole|cut)\//g, 'out/'));
  expect(await relativeOf('cut')).toBe(await relativeOf('whole'));

  const alone = await assay(['merge', ...parts.slice(1), '--out', out]);
  expect(alone).toMatchObject({ exitCode: 2, err: expect.stringContaining('--seed 1 --seeds 60 --shard 1/3') });
  const asked = await assay(['can-run', '--control-plane', parts[0] ?? '', '--key', 'k', 'x'], {});
  expect(asked.exitCode).toBe(2);
}, 240_000);

test('a task of an array takes its place from the environment', async () => {
  const out = join(folder, 'array');
  const env = { SLURM_ARRAY_TASK_ID: '11', SLURM_ARRAY_TASK_MIN: '10', SLURM_ARRAY_TASK_COUNT: '2' };
  const { exitCode, err } = await assay(['chaos', '--seeds', '4', '--shard', 'auto', '--out', out], env);
  expect([exitCode, err]).toEqual([0, expect.stringContaining('seed 0, shard 2/2')]);
  const { shard } = JSON.parse(await readFile(join(out, 'shards', '2-of-2', 'chaos-report.json'), 'utf8'));
  expect(shard.runs.map(({ index }: { index: number }) => index)).toEqual([1, 3]);
}, 60_000);

test.each([
  [['--shard', '1/2', '--exhaustive'], '--shard is not for --exhaustive: only drawn runs are dealt'],
  [['--shard', '1/2', '--promote'], '--shard is not for --promote'],
  [['--shard', '3/3', '--seeds', '2'], 'shard 3/3 has nothing to run: there are 2 seeds for 3 shards'],
  [['--shard', '3/2'], 'is not a part of a whole'],
  [['--shard', 'auto'], '--shard auto finds no place in the environment'],
])('chaos %j is a usage error', async (flags, message) => {
  expect(await assay(['chaos', ...flags])).toMatchObject({ exitCode: 2, err: expect.stringContaining(message) });
});

test('a report of a provider and one of a control plane are not merged', async () => {
  const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')];
  await writeFile(a, '{"providers":[]}');
  await writeFile(b, '{"controlPlane":{}}');
  expect(await assay(['merge', a, b])).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining('one is of a provider, the other of a control plane'),
  });
});
