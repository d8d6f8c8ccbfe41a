import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { realServices } from '../../src/cli/services.ts';
import { chaosReportSchema, playExperiment } from '../../src/public/chaos.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root } from './run-assay.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-lost-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function assay(...argv: readonly string[]) {
  const terminal = fakeTerminal(root);
  const exitCode = await main(argv, terminal, realServices);
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

const controlPlane = './test/cli/subjects/does-what-it-is-called.ts';

test.each([
  ['loops', 'hang', /it was not done within 20 s/],
  ['exits', 'exit', /its process ended with exit code 7/],
  ['throws-late', 'exit', /its process died: .*nobody was waiting/],
])(
  'a module that %s costs its run, which is a failure with a seed that plays again',
  async (how, signature, message) => {
    const experiment = join(folder, 'it.json');
    const operations = ['fine', how].map((intent, index) => ({ do: 'launch', intent, atMs: 1_000 * index }));
    await writeFile(experiment, JSON.stringify({ version: 1, operations }));
    const argv = ['chaos', experiment, '--control-plane', controlPlane, '--seed', '1', '--seeds', '1', '--out', folder];
    const { exitCode, out } = await assay(...argv);
    expect({ exitCode, out }).toMatchObject({ exitCode: 1, out: expect.stringContaining('FAIL  P01') });
    const report = chaosReportSchema.parse(JSON.parse(await readFile(join(folder, 'chaos-report.json'), 'utf8')));
    expect(report).toMatchObject({ verdict: 'fail-liveness', failures: [{ oracle: 'P01', signature }] });
    const [failure] = report.failures;
    expect(failure?.message).toMatch(message);
    // How small it gets depends on how fast processes start here.
    expect(failure?.experiment.operations).toContainEqual(expect.objectContaining({ intent: how }));

    const replayed = await assay('replay', failure?.replay.replace('npx assay replay ', '') ?? '');
    expect(replayed).toMatchObject({ exitCode: 1, out: expect.stringContaining('STILL FAILS') });
  },
  // The limit of a run is waited for a few times over.
  240_000,
);

test('playExperiment of a module that loops comes back, and says so', async () => {
  const experiment = { version: 1, operations: [{ do: 'launch', intent: 'loops', atMs: 0 }] } as const;
  const module = join(root, controlPlane);
  const { violation, story } = await playExperiment({
    experiment: { ...experiment, operations: [...experiment.operations] },
    seed: 1,
    controlPlane: { module },
  });
  expect(violation).toMatchObject({ oracle: 'P01', signature: 'hang' });
  expect(story).toHaveLength(1);
});
