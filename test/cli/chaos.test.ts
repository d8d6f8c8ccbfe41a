import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { realServices } from '../../src/cli/services.ts';
import { contractCatalogue } from '../../src/contracts/catalogue.ts';
import { contractSetOf } from '../../src/engine/contract-set.ts';
import { chaosReportSchema } from '../../src/public/chaos.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root } from './run-assay.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-chaos-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function assay(...argv: readonly string[]) {
  const terminal = fakeTerminal(root);
  const exitCode = await main(argv, terminal, realServices);
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

const firstDay = './docs/examples/first-day.ts';

test('a control plane of the first day fails with a story of at most ten sentences, which plays again', async () => {
  const { exitCode, out, err } = await assay(
    ...['chaos', '--control-plane', firstDay, '--seed', '1', '--seeds', '12', '--workers', '1', '--out', folder],
  );
  expect(exitCode).toBe(1);
  expect(err).toMatch(/^run \d+: I\d\d was violated: /m);
  const report = chaosReportSchema.parse(JSON.parse(await readFile(join(folder, 'chaos-report.json'), 'utf8')));
  expect(report).toMatchObject({ verdict: 'fail-safety', host: { fidelity: 'simulated' } });

  for (const { story } of report.failures) expect(story.length).toBeLessThanOrEqual(10);
  const [failure] = report.failures;
  expect(out.split('\n')[0]).toBe(`FAIL  ${failure?.oracle}  ${failure?.title}  ${firstDay}`);
  const file = failure?.replay.replace('npx assay replay ', '') ?? '';
  const replayed = await assay('replay', file);
  expect(replayed.exitCode).toBe(1);
  expect(replayed.out).toContain('STILL FAILS');
  expect(replayed.out).toContain('the same, event by event');

  const stored = JSON.parse(await readFile(join(root, file), 'utf8'));
  const sound = join(folder, 'sound.json');
  await writeFile(sound, JSON.stringify({ ...stored, controlPlane: { kind: 'reference' } }));
  expect(await assay('replay', sound)).toMatchObject({ exitCode: 0, out: expect.stringContaining('FIXED') });
});

test('with --reporter json, stdout is the report and nothing else', async () => {
  const { out, exitCode } = await assay('chaos', '--seed', '1', '--seeds', '1', '--reporter', 'json', '--out', folder);
  const report = chaosReportSchema.parse(JSON.parse(out));
  expect(report.run).toMatchObject({ seed: 1, asked: 1, made: 1, interrupted: false });
  // One run is too few for the silence of an oracle to mean anything.
  expect({ exitCode, verdict: report.verdict, reasons: report.reasons }).toEqual({
    ...{ exitCode: 0, verdict: 'pass', reasons: [] },
  });
});

test('a report names the contract set that certify writes, and says whether it was drawn, of one experiment, or of crashes', async () => {
  const { version, digest } = contractSetOf(contractCatalogue);
  const shapes = { drawn: [], experiment: ['museum/M04'], 'crash-points': ['--exhaustive'] };
  for (const [scope, what] of Object.entries(shapes)) {
    const seeds = scope === 'crash-points' ? [] : ['--seeds', '1'];
    const { out } = await assay('chaos', ...what, '--seed', '1', ...seeds, '--reporter', 'json', '--out', folder);
    expect(chaosReportSchema.parse(JSON.parse(out))).toMatchObject({ scope, contractSet: { version, digest } });
  }
});

const good = `version: 1
operations: [{ do: launch, intent: a, atMs: 0 }]
disturbances:
  - { id: d1, kind: response-lost, parameters: { operation: spawn }, trigger: { on: call, operation: spawn, nth: 1 } }
oracles: [I02, I10]
`;

test('an experiment of YAML is run in as many worlds as asked', async () => {
  const path = join(folder, 'experiment.yaml');
  await writeFile(path, good);
  const { exitCode, out } = await assay('chaos', path, '--seeds', '5', '--seed', '1', '--out', folder);
  expect({ exitCode, out }).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('reference survives: 5 of 5 runs'),
  });
});

test('what was planned and never happens makes a run inconclusive', async () => {
  const path = join(folder, 'experiment.yaml');
  await writeFile(path, good.replace('nth: 1 }', 'nth: 99 }'));
  const { exitCode, out } = await assay('chaos', path, '--seeds', '2', '--seed', '1', '--out', folder);
  expect({ exitCode, out }).toMatchObject({ exitCode: 3, out: expect.stringContaining('never changed anything') });
});

test.each([
  ['an unknown disturbance', good.replace('response-lost', 'respnse-lost'), /did you mean response-lost\?/],
  ['an unknown oracle', good.replace('I10', 'I99'), /there is no oracle "I99"/],
  [
    'a parameter that it does not take',
    good.replace('operation: spawn }, trigger', 'operatoin: spawn }, trigger'),
    /disturbances\.0\.parameters/,
  ],
  ['a key that is there twice', `${good}version: 1\n`, /has the same key twice/],
  ['no operation', good.replace(/operations: .*/, 'operations: []'), /operations/],
])('%s in an experiment is a usage error that says where', async (_what, text, message) => {
  const path = join(folder, 'experiment.yaml');
  await writeFile(path, text);
  const { exitCode, err } = await assay('chaos', path, '--out', folder);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringMatching(message) });
});

test.each([
  [['--control-plane', './no-such.ts'], /is no file/],
  [['--control-plane', './package.json'], /exports no control plane|threw/],
  [['--testbed', 'served'], /no chaos is made there; choose one of simulated, docker, orbctl/],
  [['--image', 'small'], /--image is for real containers: add --testbed docker, or --promote/],
  [['--testbed', 'docker', '--check-determinism'], /in real time, on docker, no two runs are alike/],
  [['--testbed', 'docker', '--exhaustive'], /in real time, on docker, every crash point would take a minute/],
  [['--testbed', 'docker', '--promote'], /--promote is for what was found by simulation/],
  [['--promote', '3/2'], /--promote "3\/2": write how many times of how many runs/],
  [['--reporter', 'junit'], /choose one of terminal, json, html, svg/],
  [['--runs', '9'], /--runs is no flag of chaos: write --seeds 9/],
  [['--experiment', 'e.yaml'], /write assay chaos e.yaml/],
  [['--seeds', '0'], /--seeds "0" is not a whole number/],
])('chaos %j is a usage error', async (argv, message) => {
  const { exitCode, err } = await assay('chaos', ...argv, '--out', folder);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringMatching(message) });
});

const drawnTo = (folder: string, ...names: readonly string[]) =>
  names.flatMap((name) => ['--reporter', `${name}:${join(folder, `run.${name}`)}`]);

test('a run that was survived is drawn: the first one, with a title of its own, and the same each time', async () => {
  const flags = [...drawnTo(folder, 'svg', 'html'), '--seed', '1', '--seeds', '2', '--out', folder];
  const draw = async () => {
    expect(await assay('chaos', ...flags)).toMatchObject({ exitCode: 0, err: expect.not.stringContaining('no svg') });
    return readFile(join(folder, 'run.svg'), 'utf8');
  };
  const svg = await draw();
  expect(svg).toContain('<title id="assay-timeline-title">reference: run 1 of 2, survived</title>');
  expect(svg).toContain('everything is as it was asked for');
  expect(svg).not.toContain('is violated');
  expect(await draw()).toBe(svg);
  const page = await readFile(join(folder, 'run.html'), 'utf8');
  expect(page).toContain('<h1>reference: run 1 of 2, survived</h1>');
  expect(page).not.toContain('See it again');
});

test('with crash points, the run without a crash is drawn', async () => {
  const path = join(folder, 'experiment.yaml');
  await writeFile(path, 'version: 1\noperations: [{ do: launch, intent: a, atMs: 0 }]\n');
  const { exitCode } = await assay(
    'chaos',
    path,
    '--exhaustive',
    '--seed',
    '1',
    ...drawnTo(folder, 'svg'),
    '--out',
    folder,
  );
  const svg = await readFile(join(folder, 'run.svg'), 'utf8');
  expect([exitCode, /reference: the run without a crash, survived/.test(svg)]).toEqual([0, true]);
  expect(svg).not.toContain('dies');
});

test('a failure ends with how much acted and judged, in place of the tables', async () => {
  const { out } = await assay('chaos', 'museum/M03', '--seed', '1', '--out', folder);
  expect(out).toMatch(/^\d of \d kinds? of disturbance acted, \d+ of \d+ oracles? judged: chaos-report\.json/m);
  expect(out).not.toContain('┌');
});
