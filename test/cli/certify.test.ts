import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Services } from '../../src/cli/services.ts';
import type { CertifyEvent, CertifyResult } from '../../src/engine/certify-options.ts';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { registeredProviders } from '../../src/registry.ts';
import { sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';

const certified: CertifyResult = { report: sampleReport([sampleProvider([sampleOutcome()])]), problems: [] };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-cli-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function run(argv: readonly string[], result: CertifyResult = certified) {
  const terminal = fakeTerminal(folder);
  const services = fakeServices({ certified: result });
  const exitCode = await main(argv, terminal, services);
  return { exitCode, out: terminal.out(), err: terminal.err(), options: services.asked[0] };
}

test('without arguments every registered provider is certified, with a fresh seed that is printed', async () => {
  const { exitCode, options, err } = await run(['certify']);
  expect(exitCode).toBe(0);
  expect(options?.subjects).toEqual(registeredProviders.map(({ name }) => ({ kind: 'registered', name })));
  expect(options).toMatchObject({ settings: {}, outDir: '.assay' });
  expect(err).toContain(`seed ${options?.seed}\n`);
});

test('whoever names no provider gets few cases of each; whoever names one, here or in the configuration, as many as its testbed says', async () => {
  expect((await run(['certify'])).options?.runs).toBe('few');
  expect((await run(['certify', '--runs', '7'])).options?.runs).toBe(7);
  expect((await run(['certify', 'lambda'])).options?.runs).toBeUndefined();
  await writeFile(join(folder, 'named.json'), JSON.stringify({ providers: ['lambda'] }));
  expect((await run(['certify', '--config', './named.json'])).options?.runs).toBeUndefined();
  await writeFile(join(folder, 'runs.json'), JSON.stringify({ runs: 9 }));
  expect((await run(['certify', '--config', './runs.json'])).options?.runs).toBe(9);
});

test('flags arrive at the engine', async () => {
  await writeFile(join(folder, 'mine.ts'), '');
  const flags = ['--seed', '9', '--runs', '5', '--budget', '2m', '--workers', '3', '--out', 'o', '--testbed', 'docker'];
  const { options } = await run(['certify', './mine.ts', ...flags, '--image', 'a:b', '--contracts', 'launch.*']);
  expect(options).toMatchObject({
    subjects: [{ kind: 'module', path: './mine.ts' }],
    settings: { image: 'a:b' },
    ...{ seed: 9, runs: 5, budgetMs: 120_000, workers: 3, outDir: 'o', testbed: 'docker', contractsText: 'launch.*' },
  });
  expect(options?.contracts?.('launch.visible')).toBe(true);
  expect(options?.contracts?.('observe.filters')).toBe(false);
});

test('shards share a seed that nobody has to give', async () => {
  const { options } = await run(['certify', '--shard', '2/3']);
  expect(options).toMatchObject({ shard: { index: 2, count: 3 }, seed: 0 });
});

test('a shard that has nothing to run is told, and is no success', async () => {
  const left = sampleOutcome({ outcome: 'not-run', reason: { code: 'filtered', text: 'left to shard 1/9' } });
  const empty = { report: sampleReport([sampleProvider([left])], { shard: '9/9' }), problems: [] };
  const { exitCode, err } = await run(['certify', '--shard', '9/9'], empty);
  expect(exitCode).toBe(5);
  expect(err).toContain('shard 9/9 has nothing to run: there are fewer contracts than shards');
});

test.each([
  [['certify', 'orbstak'], 'did you mean orbstack?'],
  [['certify', './missing.ts'], './missing.ts does not exist: give the path of a module that exports a provider'],
  [
    ['certify', '.', '--seed', '1'],
    '. is not a file: give the path of a module that exports a provider, such as ./my-provider.ts',
  ],
  [['certify', '..'], '.. is not a file: give the path of a module that exports a provider, such as ../my-provider.ts'],
  [['certify', './'], './ is not a file'],
  [['certify', 'notes.md'], 'notes.md is no module: give the path of a file of JavaScript or TypeScript'],
  [['certify', './notes.md'], './notes.md is no module: give the path of a file of JavaScript or TypeScript'],
  [
    ['certify', 'providers'],
    'providers is a folder, and no registered provider: give the path of a module that exports a provider, such as ./providers/my-provider.ts',
  ],
  [['certify', '--seed', 'x'], '--seed "x" is not a whole number from 0 to 2147483647'],
  [['certify', '--runs', '0'], '--runs "0" is not a whole number from 1 to 1000000'],
  [['certify', '--workers', '0'], '--workers "0" is not a whole number from 1 to 256'],
  [['certify', '--shard', '4/3'], '--shard "4/3" is not a part of a whole: write 1/3, 2/3 and 3/3'],
  [['certify', '--shard', 'auto'], '--shard auto finds no place in the environment: set one of CI_NODE_INDEX'],
  [['certify', '--budget', 'soon'], '--budget "soon" is not a duration: write for example 500ms, 30s, 2m or 1h'],
  [['certify', '--reporter', 'jnit'], '--reporter "jnit" is unknown (did you mean junit?)'],
  [
    ['certify', '--testbed', 'simulatd'],
    '--testbed "simulatd": no registered provider has it (did you mean simulated?)',
  ],
  [['certify', 'orbstack', '--testbed', 'moon'], '--testbed "moon": orbstack'],
  [['certify', '--contracts', 'a b'], '--contracts "a b" is not a list of contract ids'],
  [['certify', '--image', 'x'], '--image "x" is a setting of the testbed docker: add --testbed docker'],
  [
    ['certify', '--url', 'u'],
    '--url "u" is a setting of the testbeds served and live: add --testbed served or --testbed live',
  ],
  [
    ['certify', 'aws', '--endpoint', 'http://127.0.0.1:5000'],
    '--endpoint "http://127.0.0.1:5000" is a setting of the testbed moto: add --testbed moto',
  ],
  [['certify', '--testbed', 'served', '--image', 'x'], '--image "x" is a setting of the testbed docker'],
  [['certify', '--config', 'no.ts'], '--config "no.ts" does not exist: give the path of a configuration file'],
  [['certify', '--sede', '1'], "unknown option '--sede' (Did you mean --seed?); see assay --help"],
  [['certify', '--seed'], "option '--seed <number>' argument missing; see assay --help"],
  [['help', 'nope'], 'there is no such command; see assay --help'],
  [['certfy'], "unknown command 'certfy' (Did you mean certify?); see assay --help"],
])('%j is refused with one message, exit 2, before anything runs', async (argv, message) => {
  await writeFile(join(folder, 'notes.md'), '');
  await mkdir(join(folder, 'providers'));
  const { exitCode, out, err, options } = await run(argv);
  expect(err).toContain(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
  expect({ exitCode, out, options }).toEqual({ exitCode: 2, out: '', options: undefined });
});

test('with --reporter json stdout is the report and nothing else', async () => {
  const { out, err } = await run(['certify', '--reporter', 'json', '--reporter', 'terminal']);
  expect(reportSchema.parse(JSON.parse(out))).toEqual(certified.report);
  expect(err).toContain('│ sample');
});

test('reports go to their files, and always to the out folder', async () => {
  const argv = ['certify', '--out', 'o', '--reporter', 'junit:x/junit.xml', '--reporter', 'terminal:t.txt'];
  const { exitCode, out } = await run(argv);
  expect({ exitCode, out }).toEqual({ exitCode: 0, out: '' });
  expect(JSON.parse(await readFile(join(folder, 'o', 'report.json'), 'utf8'))).toEqual(certified.report);
  expect(await readFile(join(folder, 'x', 'junit.xml'), 'utf8')).toContain('<testsuites name="assay"');
  expect(await readFile(join(folder, 't.txt'), 'utf8')).toContain('│ sample');
});

test('a report that cannot be written is told and is no success', async () => {
  await writeFile(join(folder, 'file'), '');
  const { exitCode, err } = await run(['certify', '--reporter', 'json:file/report.json']);
  expect(exitCode).toBe(3);
  expect(err).toContain('the json report could not be written to file/report.json');
});

test('a problem with one provider is told; the results of the others are kept', async () => {
  const problem = { subject: { kind: 'module', path: './x.ts' }, kind: 'usage', message: './x.ts threw' } as const;
  const { exitCode, out, err } = await run(['certify'], { ...certified, problems: [problem] });
  expect(exitCode).toBe(2);
  expect(err).toContain('assay: ./x.ts threw\n');
  expect(out).toContain('│ sample');
});

test('a filter that matches nothing ran nothing, and says what was perhaps meant', async () => {
  const filtered = sampleOutcome({ outcome: 'skip', reason: { code: 'filtered', text: '' } });
  const nothing = { report: sampleReport([sampleProvider([filtered])]), problems: [] };
  const { exitCode, err } = await run(['certify', '--contracts', 'terminate.idempotnt'], nothing);
  expect(exitCode).toBe(5);
  expect(err).toContain(
    '--contracts terminate.idempotnt matches no contract (did you mean terminate.idempotent?); see assay list contracts',
  );
});

test('an error of the engine is ours, not the provider’s', async () => {
  const terminal = fakeTerminal(folder);
  expect(await main(['certify'], terminal, fakeServices())).toBe(3);
  expect(terminal.err()).toContain('an error of Assay itself, not of a provider');
});

const waiver = {
  contract: 'terminate.idempotent',
  owner: 'ada',
  reason: 'being mended',
  link: 'https://example.test/7',
  expires: '2026-12-31',
};

async function runWaived(changes: object, result?: CertifyResult, names: readonly string[] = ['./mine.ts'], more = {}) {
  await writeFile(join(folder, 'mine.ts'), '');
  await writeFile(join(folder, 'assay.json'), JSON.stringify({ waivers: [{ ...waiver, ...changes }], ...more }));
  return run(['certify', ...names, '--config', 'assay.json'], result);
}

const failed: CertifyResult = {
  report: sampleReport([sampleProvider([sampleOutcome({ outcome: 'fail' })], { verdict: 'failed' })]),
  problems: [],
};

test('a waived failure costs no exit code, and is marked in the report that is kept', async () => {
  const { exitCode, out } = await runWaived({}, failed);
  expect(exitCode).toBe(0);
  expect(out).toContain('WAIVED  terminate.idempotent');
  const kept = reportSchema.parse(JSON.parse(await readFile(join(folder, '.assay/report.json'), 'utf8')));
  expect(kept.providers[0]?.outcomes[0]?.waiver).toMatchObject({ owner: 'ada', state: 'applied' });
  expect(kept.providers[0]?.verdict).toBe('failed');
});

test.each<[string, object, CertifyResult, string]>([
  ['for what passes', {}, certified, 'is needless: it passes in sample on simulated; remove the waiver'],
  ['past its date', { expires: '2026-01-01' }, failed, 'held until 2026-01-01, and it still fails in sample on'],
])('a waiver %s fails the run, with one message', async (_, changes, result, message) => {
  const { exitCode, err } = await runWaived(changes, result);
  expect(exitCode).toBe(1);
  expect(err.split('\n').filter((line) => line.includes(message))).toHaveLength(1);
});

test('a waiver for a contract that nobody knows is refused before anything runs, with the nearest name', async () => {
  const { exitCode, err, options } = await runWaived({ contract: 'terminate.idempotnt' });
  expect({ exitCode, options }).toEqual({ exitCode: 2, options: undefined });
  expect(err).toContain('waivers: there is no contract terminate.idempotnt (did you mean terminate.idempotent?)');
});

test('a contract that comes with a provider is looked for there, once it is loaded', async () => {
  const own = sampleOutcome({ contract: 'pool.fills', outcome: 'fail' });
  const result = { report: sampleReport([sampleProvider([own])]), problems: [] };
  expect((await runWaived({ contract: 'pool.fills', provider: 'sample' }, result)).exitCode).toBe(0);
  const { exitCode, err } = await runWaived({ contract: 'pool.fill', provider: 'sample' }, result);
  expect(exitCode).toBe(2);
  expect(err).toContain('waivers: sample has no contract pool.fill (did you mean pool.fills?)');
});

test.each<[object, readonly string[], string]>([
  [{ provider: 'awss' }, ['aws'], 'waivers: there is no provider awss (did you mean aws?); known here are orbstack, '],
  [{ provider: 'zzz' }, [], 'waivers: there is no provider zzz; known here are orbstack, '],
  [
    { provider: 'gcp', contract: 'launch.visibl' },
    ['aws'],
    'gcp has no contract launch.visibl (did you mean launch.vis',
  ],
])('a waiver of %j in a run of %j is refused before anything runs', async (changes, names, message) => {
  const { exitCode, err, options } = await runWaived(changes, certified, names);
  expect({ exitCode, options }).toEqual({ exitCode: 2, options: undefined });
  expect(err).toContain(message);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
});

test('a waiver for a provider that is known, or may be one of another module, does not disturb a run without it', async () => {
  expect((await runWaived({ provider: 'gcp' }, certified, ['aws'])).exitCode).toBe(0);
  const ofModule = { provider: 'my-cloud', contract: 'pool.fills' };
  expect((await runWaived(ofModule, certified, ['aws'], { providers: ['./mine.ts'] })).exitCode).toBe(0);
});

test.each([
  [
    { provider: 'sampel' },
    'waivers: there is no provider sampel (did you mean sample?); known here are sample, orbstack, ',
  ],
  [
    { provider: 'sample', contract: 'pool.fill' },
    'waivers: sample has no contract pool.fill (did you mean pool.fills?)',
  ],
])(
  'a waiver of %j is refused as soon as the module is loaded, with nothing run or written',
  async (changes, message) => {
    await writeFile(join(folder, 'mine.ts'), '');
    await writeFile(join(folder, 'assay.json'), JSON.stringify({ waivers: [{ ...waiver, ...changes }] }));
    const terminal = fakeTerminal(folder);
    let isStopped = false;
    const loaded: CertifyEvent = {
      ...{ type: 'provider-loaded', provider: 'sample', contracts: ['pool.fills'] },
      ...{ source: { path: 'mine.ts' }, digest: 'sha256:0' },
    };
    const services: Services = {
      ...fakeServices(),
      certify: async ({ onEvent, signal }) => {
        onEvent(loaded, { kind: 'module', path: './mine.ts' });
        isStopped = signal.aborted;
        return certified;
      },
    };
    expect(await main(['certify', './mine.ts', '--config', 'assay.json'], terminal, services)).toBe(2);
    expect(isStopped).toBe(true);
    expect(
      terminal
        .err()
        .trimEnd()
        .split('\n')
        .filter((line) => line.startsWith('assay:')),
    ).toEqual([expect.stringContaining(`assay: ${message}`)]);
    expect(existsSync(join(folder, '.assay'))).toBe(false);
  },
);

test('a module that loads under another name than its waiver says is told at the end too', async () => {
  const { exitCode, err } = await runWaived({ provider: 'elsewhere' });
  expect(exitCode).toBe(2);
  expect(err).toContain('waivers: there is no provider elsewhere; known here are sample, orbstack');
});

async function runWithVariables(names: readonly string[], passed: readonly string[]) {
  await writeFile(join(folder, 'mine.ts'), '');
  const values = { SLURM_GPUS: 'none so', PIN: '4711', NODE_OPTIONS: '--no-warnings', AWS_PROFILE: 'somebody' };
  const terminal = fakeTerminal(folder, values);
  const flags = passed.flatMap((name) => ['--env', name]);
  await main(['certify', ...names, ...flags], terminal, fakeServices({ certified }));
  return terminal.err();
}

test.each<[readonly string[], readonly string[], string]>([
  [['slurm'], ['SLURM_GPUS'], '--env SLURM_GPUS has no effect on the testbed simulated, which sets its own variables'],
  [['slurm', '--testbed', 'rest'], ['PIN', 'SLURM_GPUS'], '--env PIN, SLURM_GPUS have no effect on the testbed rest,'],
  [['slurm', './mine.ts'], ['slurm:PIN', 'SLURM_GPUS'], '--env PIN has no effect on the testbed simulated,'],
])(
  'in a run of %j a note says that %j has no effect, and nothing that it is not hidden',
  async (names, passed, note) => {
    const err = await runWithVariables(names, passed);
    expect(err.split('\n').filter((line) => line.includes('effect'))).toEqual([expect.stringContaining(note)]);
    expect(err).not.toContain('PIN is shorter');
  },
);

test.each([
  [['./mine.ts'], ['PIN']],
  [['slurm', '--testbed', 'cluster'], ['PIN']],
  [['orbstack', '--testbed', 'docker'], ['PIN']],
  [['orbstack', '--testbed', 'served', '--url', 'http://127.0.0.1:1'], ['PIN']],
  [
    ['aws', './mine.ts'],
    ['PIN', 'NODE_OPTIONS', 'AWS_PROFILE'],
  ],
])('in a run of %j nothing is said of an effect of %j', async (names, passed) => {
  const err = await runWithVariables(names, passed);
  expect(err).not.toContain('effect');
  expect(err).toContain('PIN is shorter than 8 characters');
});
