import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Report } from '../../src/engine/report.ts';
import { runAssay } from '../cli/run-assay.ts';
import '../promises/task-meta.ts';

async function certify(module: string, flags: readonly string[]) {
  const out = await mkdtemp(join(tmpdir(), 'assay-foreign-'));
  onTestFinished(() => rm(out, { recursive: true }));
  const path = `./fixtures/foreign/${module}.ts`;
  const { exitCode, stdout } = await runAssay(['certify', path, '--reporter', 'json', '--out', out, ...flags]);
  const report = JSON.parse(stdout) as Report;
  return { exitCode, report, result: report.providers[0] };
}

test.each(['harbour', 'lambda'])(
  '%s, an adapter that was written for nobody, is certified without a change',
  async (name) => {
    const { exitCode, result } = await certify(name, ['--seed', '5', '--runs', '5']);
    expect(result?.outcomes.filter(({ outcome }) => !['pass', 'skip'].includes(outcome))).toEqual([]);
    expect(result?.outcomes.filter(({ reason }) => reason?.code === 'testbed-cannot')).toEqual([]);
    expect({ exitCode, verdict: result?.verdict, testbed: result?.testbed.name }).toEqual({
      exitCode: 0,
      verdict: 'certified',
      testbed: 'simulated-intercepted',
    });
  },
);

test('I4: its report is the same for the same seed, byte for byte but for times and the run id', async ({ task }) => {
  const flags = ['--seed', '11', '--runs', '4', '--contracts', 'launch.*,terminate.*'];
  const reports = await Promise.all([1, 2].map(async () => canonicalOf((await certify('harbour', flags)).report)));
  expect(reports[0]).toBe(reports[1]);
  task.meta.figure = `a foreign adapter: 2 runs, ${reports[0]?.length} bytes each, 0 differ`;
});

function canonicalOf(report: Report): string {
  const { id: _, startedAt: __, finishedAt: ___, ...run } = report.run;
  return JSON.stringify({ ...report, run }, (key, value) => (key === 'timing' ? undefined : value));
}

test.each([
  ['create-is-sent-again', 'launch.unclear-failure-is-ambiguous'],
  ['failed-terminate-is-silent', 'terminate.failure-is-told'],
  ['list-is-kept-for-a-minute', 'launch.visible,observe.get-list-agree'],
])('its variant %s is refused', async (name, contracts) => {
  const { exitCode, result } = await certify(`mutants/${name}`, ['--seed', '3', '--contracts', contracts]);
  const failed = result?.outcomes.filter(({ outcome }) => outcome === 'fail') ?? [];
  expect({ exitCode, failed: failed.length > 0 }).toEqual({ exitCode: 1, failed: true });
  expect(failed[0]?.counterexample?.steps.length).toBeGreaterThan(0);
});

test('A13: one that asks somebody else as well gets no answer, and no outcome', async ({ task }) => {
  const flags = ['--seed', '3', '--runs', '3', '--contracts', 'launch.unique-ids,bootstrap.checksum'];
  const { exitCode, result } = await certify('mutants/asks-somebody-else', flags);
  const judged = result?.outcomes.filter(({ reason }) => reason?.code !== 'filtered') ?? [];
  const [spawns, looks] = ['launch.unique-ids', 'bootstrap.checksum'].map((id) =>
    judged.find(({ contract }) => contract === id),
  );
  expect(spawns).toMatchObject({
    outcome: 'inconclusive',
    reason: {
      text: expect.stringContaining('POST http://127.0.0.1:9 was refused: the service of this world is at orbstack'),
    },
  });
  expect(looks?.outcome).toBe('pass');
  expect(exitCode).toBe(3);
  task.meta.figure = 'a request to another host: refused, inconclusive, exit 3';
});
