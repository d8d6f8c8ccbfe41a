import { globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exitCodeOf } from '../../src/cli/exit-code.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { type Outcome, outcomeKinds, type Report } from '../../src/engine/report.ts';
import { verdictOf } from '../../src/engine/verdict.ts';
import { root, runAssay } from '../cli/run-assay.ts';
import { sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';
import { certifyHostile, judged } from './certify-hostile.ts';
import './task-meta.ts';

const pass = sampleOutcome();

function exitCodeFor(outcomes: readonly Outcome[], interrupted = false): number {
  return exitCodeOf({ report: sampleReport([sampleProvider(outcomes)], { interrupted }), problems: [] });
}

test('I1: what was not judged never passes: nothing run is exit 5, something left open is exit 3', ({ task }) => {
  const unrun = (['filtered', 'interrupted', 'timeout', 'crashed'] as const).map((code) =>
    sampleOutcome({ outcome: code === 'filtered' ? 'skip' : 'not-run', reason: { code, text: '' }, cases: 0 }),
  );
  expect(verdictOf([])).toBe('incomplete');
  expect(exitCodeFor([])).toBe(5);
  for (const each of unrun) {
    expect(verdictOf([pass, each])).toBe('incomplete');
    expect(exitCodeFor([each])).toBe(5);
  }
  for (const each of unrun.filter(({ outcome }) => outcome === 'not-run')) expect(exitCodeFor([pass, each])).toBe(3);
  expect(exitCodeFor([pass], true)).toBe(3);
  task.meta.figure = `${unrun.length} ways not to be judged, 0 certified`;
});

test('I1: a filter that matches nothing is exit 5 on the real command line', async ({ task }) => {
  const { exitCode } = await certifyWith(['--contracts', 'no.such-contract', '--seed', '1']);
  expect(exitCode).toBe(5);
  task.meta.figure = 'exit 5';
});

test('I2: a flaky contract is neither pass nor fail, blocks certification and is exit 1', async ({ task }) => {
  const result = await certifyHostile(['fails-now-and-then'], ['observe.unknown-is-null']);
  expect(judged(result)[0]).toMatchObject([{ outcome: 'flaky', reason: { code: 'unstable' } }]);
  expect(exitCodeOf(result)).toBe(1);
  const flaky = sampleOutcome({ outcome: 'flaky' });
  expect(verdictOf([pass, flaky])).toBe('inconclusive');
  task.meta.figure = '1 failure in 1 play of 2: flaky, inconclusive, exit 1';
});

test('I3: trouble of the infrastructure is inconclusive, exit 3, neither pass nor fail', async ({ task }) => {
  const result = await certifyHostile(['stops-itself'], ['observe.unknown-is-null'], { limits: { stallMs: 2_000 } });
  const [outcomes = []] = judged(result);
  expect(outcomes).toMatchObject([{ outcome: 'inconclusive', reason: { code: 'infrastructure' } }]);
  expect(verdictOf(outcomes)).toBe('inconclusive');
  expect(exitCodeOf(result)).toBe(3);
  task.meta.figure = 'inconclusive, exit 3';
});

test('I4: the same seed gives the same report, byte for byte but for times and the run id', async ({ task }) => {
  const flags = ['--seed', '11', '--runs', '4', '--contracts', 'observe.*,terminate.*,launch.*,spot.*'];
  const runs = await Promise.all([1, 2, 3].map(() => certifyWith(flags)));
  const canonical = runs.map(({ stdout }) => canonicalOf(JSON.parse(stdout) as Report));
  expect(new Set(canonical).size).toBe(1);
  const other = await certifyWith(flags.with(1, '12'));
  expect(canonicalOf(JSON.parse(other.stdout) as Report)).not.toBe(canonical[0]);
  task.meta.figure = `${runs.length} runs, ${canonical[0]?.length} bytes each, 0 differ`;
});

test('I5: every contract has a broken provider that it must refuse', async ({ task }) => {
  const files = globSync('fixtures/mutants/**/*.ts', { cwd: root });
  const mutants = await Promise.all(
    files.map(async (file) => (await import(join(root, file))).default as { readonly contracts: readonly string[] }),
  );
  const killers = new Set(mutants.flatMap(({ contracts }) => contracts));
  const ids = contractCatalogue.map(({ id }) => id);
  expect(ids.filter((id) => !killers.has(id))).toEqual([]);
  expect([...killers].filter((id) => !ids.includes(id))).toEqual([]);
  expect(mutants.filter(({ contracts }) => contracts.length === 0)).toEqual([]);
  task.meta.figure = `${mutants.length} broken providers for ${ids.length} contracts, 0 contracts without one`;
});

test('I6: a report says where and when it was made, by which promises, and of which provider', async ({ task }) => {
  const { stdout } = await certifyWith(['--seed', '1', '--runs', '1', '--contracts', 'bootstrap.checksum']);
  const { run, contractSet, providers } = JSON.parse(stdout) as Report;
  expect(Date.parse(run.finishedAt)).toBeGreaterThanOrEqual(Date.parse(run.startedAt));
  expect(run.assayVersion).toMatch(/^\d+\.\d+\.\d+/);
  expect(contractSet).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+$/), digest: sha256 });
  expect(providers).toMatchObject([{ digest: sha256, testbed: { name: 'simulated', fidelity: 'simulated' } }]);
  expect(providers[0]?.outcomes.every(({ outcome }) => outcomeKinds.includes(outcome))).toBe(true);
  task.meta.figure = 'fidelity, dates, version of Assay, version and digest of the contracts, digest of the provider';
});

const sha256 = expect.stringMatching(/^sha256:[0-9a-f]{64}$/);

async function certifyWith(flags: readonly string[]) {
  const out = await mkdtemp(join(tmpdir(), 'assay-truth-'));
  const ended = await runAssay(['certify', 'orbstack', '--reporter', 'json', '--out', out, ...flags]);
  await rm(out, { recursive: true });
  return ended;
}

function canonicalOf(report: Report): string {
  const { id: _, startedAt: __, finishedAt: ___, ...run } = report.run;
  return JSON.stringify({ ...report, run }, (key, value) => (key === 'timing' ? undefined : value));
}
