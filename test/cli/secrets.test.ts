import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mask } from '../../src/engine/redact/redactor.ts';
import { reportSchema } from '../../src/engine/report-schema.ts';
import { givesAway, writtenForms } from '../engine/redact/written-forms.ts';
import '../promises/task-meta.ts';
import { root, runAssay } from './run-assay.ts';

const canary = 'sk-live_"4f&<9>/+\\~é b\'7Qz';
const key = { LAMBDA_API_KEY: canary };

let folder = '';
let out = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-leaks-'));
  out = join(folder, 'out');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A module that default-exports this expression; `form` gives the key as it would be written there. */
function moduleOf(name: string, expression: string): string {
  const path = join(folder, `${name}.ts`);
  const lines = [
    `import { appendFileSync, writeSync } from 'node:fs';`,
    `import { createPlainProvider } from '${join(root, 'fixtures/hostile/plain-provider.ts')}';`,
    `import { writtenForms } from '${join(root, 'test/engine/redact/written-forms.ts')}';`,
    `const form = (name) => writtenForms(process.env.LAMBDA_API_KEY ?? '')[name];`,
    `const hooks = { onStartup: async () => {}, onShutdown: async () => {}, onHeartbeat: async () => [] };`,
    `const plain = createPlainProvider('${name}');`,
    `export default ${expression};`,
  ];
  writeFileSync(path, lines.join('\n'));
  return path;
}

/** Throws the key when it is asked for no machine; prints it in two chunks and dies over a bootstrap. */
function tellsWhileRunning(form: string, index: number): string {
  const text = `form(${JSON.stringify(form)})`;
  const get = `async (id) => {
    const machine = await plain.get(id);
    if (machine) return machine;
    throw Object.assign(new Error(${text}), { headers: { authorization: ${text} } });
  }`;
  const generateBootstrap = `() => {
    const text = ${text};
    writeSync(1, 'x'.repeat(${580 + index}) + text.slice(0, text.length / 2));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    writeSync(1, text.slice(text.length / 2));
    process.exit(1);
  }`;
  return moduleOf(
    `tells-${index}`,
    `{ provider: { ...plain, get: ${get}, generateBootstrap: ${generateBootstrap} }, hooks }`,
  );
}

/** Throws the key, in several forms, before there is a provider. */
function tellsAtOnce(forms: readonly string[], index: number): string {
  const text = `${JSON.stringify(forms)}.map(form).join(' ')`;
  return moduleOf(
    `refuses-${index}`,
    `{ create: async () => { throw new Error('', { cause: new Error(${text}) }); } }`,
  );
}

function inFours(forms: readonly string[]): readonly (readonly string[])[] {
  return forms.flatMap((_, index) => (index % 4 === 0 ? [forms.slice(index, index + 4)] : []));
}

function filesOf(path: string): readonly string[] {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

/** Lines that give the key away; each is read once, because decoding takes long. */
function linesThatTell(text: string): readonly string[] {
  return [...new Set(text.split('\n'))].filter((line) => line.length > 8 && givesAway(line, canary));
}

test('F1: a planted credential in 15 encodings reaches no sink', { timeout: 300_000 }, async ({ task }) => {
  const forms = Object.keys(writtenForms(canary));
  const modules = [...forms.map(tellsWhileRunning), ...inFours(forms).map(tellsAtOnce)];
  const contracts = 'observe.unknown-is-null,bootstrap.checksum';
  const flags = ['--contracts', contracts, '--runs', '1', '--seed', '1', '--out', out, '--env', 'LAMBDA_API_KEY'];
  const files = ['junit', 'markdown', 'html', 'github'].map((name) => `${name}:${join(folder, `told.${name}`)}`);
  const reporters = ['terminal', ...files, `badge:${join(folder, 'badges')}`].flatMap((name) => ['--reporter', name]);
  const env = { ...key, GITHUB_STEP_SUMMARY: join(folder, 'told.summary') };
  const ended = await runAssay(['certify', ...modules, ...flags, ...reporters], [], env);
  expect(ended.exitCode).toBe(2);

  const report = readFileSync(join(out, 'report.json'), 'utf8');
  const [problems, progress] = [true, false].map((isProblem) =>
    ended.stderr.split('\n').filter((line) => line.startsWith('assay:') === isProblem),
  );
  const { providers } = reportSchema.parse(JSON.parse(report));
  const outcomes = providers.flatMap((provider) => provider.outcomes.filter(({ outcome }) => outcome === 'fail'));
  const sinks = {
    report,
    ...Object.fromEntries(
      ['junit', 'markdown', 'html', 'github', 'summary'].map((name) => [
        name,
        readFileSync(join(folder, `told.${name}`), 'utf8'),
      ]),
    ),
    stdout: ended.stdout,
    progress: progress?.join('\n') ?? '',
    problems: problems?.join('\n') ?? '',
    failures: filesOf(join(out, 'failures')).join('\n'),
    crashes: outcomes.flatMap(({ reason }) => (reason?.code === 'crashed' ? [reason.text] : [])).join('\n'),
  };
  // Every form came as far as every sink, and was hidden there.
  expect(outcomes.filter(({ counterexample }) => counterexample?.actual.includes(mask))).toHaveLength(forms.length);
  expect(sinks.crashes.split(mask)).toHaveLength(forms.length + 1);
  expect(sinks.problems.split(mask).length).toBeGreaterThan(forms.length);
  let hits = 0;
  for (const [sink, text] of Object.entries(sinks)) {
    expect(text, sink).toContain(mask);
    const told = linesThatTell(text);
    hits += told.length;
    expect(told, sink).toEqual([]);
  }
  expect(filesOf(folder).flatMap(linesThatTell)).toEqual([]);
  task.meta.figure = `${forms.length} encodings x ${Object.keys(sinks).length} sinks, ${hits} hits`;
});

const strangers = {
  ...{ AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG', AWS_PROFILE: 'prod' },
  ...{ RUNPOD_API_KEY: 'rpa_0123456789', GITHUB_TOKEN: 'ghp_0123456789', ASSAY_SIGNING_KEY: 'sign-0123456789' },
  ...{ GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/key.json', DATABASE_URL: 'postgres://u:p4ssw0rd@db/x', SOME_URL: 'x' },
};

test('F5: a provider sees the variables that are passed on by name, and no other key', async ({ task }) => {
  const seen = join(folder, 'seen.jsonl');
  const tell = `async (context) => {
    appendFileSync('${seen}', JSON.stringify([Object.keys(process.env), Object.keys(context.env)]) + '\\n');
    return { provider: plain, hooks };
  }`;
  const path = moduleOf('looks-around', `{ create: ${tell} }`);
  const flags = ['--contracts', 'observe.unknown-is-null', '--runs', '2', '--out', out, '--env', 'LAMBDA_API_KEY'];
  const { exitCode, stderr } = await runAssay(['certify', path, ...flags], [], {
    ...key,
    ...strangers,
    ASSAY_PLAIN: 'a',
  });
  expect([exitCode, stderr]).toEqual([0, expect.anything()]);
  const looks: readonly (readonly string[])[] = readFileSync(seen, 'utf8')
    .trim()
    .split('\n')
    .flatMap((line) => JSON.parse(line));
  expect(looks.length).toBeGreaterThan(1);
  for (const names of looks) {
    expect(names).toEqual(expect.arrayContaining(['PATH', 'HOME', 'LAMBDA_API_KEY', 'ASSAY_PLAIN']));
    expect(names.filter((name) => name in strangers)).toEqual([]);
  }
  task.meta.figure = `${Object.keys(strangers).length} planted variables, 0 seen`;
});

test('F5: a variable that is for one provider is seen by that provider alone', async ({ task }) => {
  const seen = join(folder, 'seen-by.jsonl');
  const tell = (name: string) => `async () => {
    appendFileSync('${seen}', JSON.stringify(['${name}', ...Object.keys(process.env).filter((name) => name.endsWith('_API_KEY'))]) + '\\n');
    return { provider: plain, hooks };
  }`;
  const [ours, theirs] = ['ours', 'theirs'].map((name) => moduleOf(name, `{ create: ${tell(name)} }`));
  const flags = ['--contracts', 'observe.unknown-is-null', '--runs', '2', '--out', out];
  const passed = ['--env', `${ours}:LAMBDA_API_KEY`, '--env', `${theirs}:RUNPOD_API_KEY`];
  const keys = { ...key, RUNPOD_API_KEY: 'rp-4f9a1c77d2e94b31' };
  const { exitCode, stderr } = await runAssay(['certify', `${ours}`, `${theirs}`, ...flags, ...passed], [], keys);
  expect([exitCode, stderr]).toEqual([0, expect.anything()]);
  expect(new Set(readFileSync(seen, 'utf8').trim().split('\n'))).toEqual(
    new Set(['["ours","LAMBDA_API_KEY"]', '["theirs","RUNPOD_API_KEY"]']),
  );

  const strange = await runAssay(['certify', `${ours}`, ...flags, '--env', 'lambda:LAMBDA_API_KEY'], [], keys);
  expect(strange.exitCode).toBe(2);
  expect(strange.stderr).toContain('which this run does not certify');
  task.meta.figure = '2 providers, each its own key, 0 of the other';
});

test('F5: what a run passes on is written down by name, and asked for again by replay and sweep', async () => {
  const path = moduleOf('fails', `{ provider: { ...plain, get: async () => ({}) }, hooks }`);
  const flags = ['--contracts', 'observe.unknown-is-null', '--runs', '2', '--out', out];
  await runAssay(['certify', path, ...flags, '--env', 'LAMBDA_API_KEY'], [], key);
  const [name = ''] = readdirSync(join(out, 'failures'));
  const file = join(out, 'failures', name);
  expect(JSON.parse(readFileSync(file, 'utf8')).settings).toEqual({ env: 'LAMBDA_API_KEY' });
  const missing = 'LAMBDA_API_KEY is not set, and to be passed on by --env: export it first';
  const [without, again] = await Promise.all([runAssay(['replay', file]), runAssay(['replay', file], [], key)]);
  expect(without).toMatchObject({ exitCode: 3, stderr: expect.stringContaining(missing) });
  expect(again.stdout).toContain('STILL FAILS');

  mkdirSync(join(out, 'journal'), { recursive: true });
  const run = { version: 1, runId: 'r', subject: { kind: 'module', path }, testbed: 'attached' };
  const process = { host: 'elsewhere', pid: 1, processStart: null, at: '2020-01-01T00:00:00.000Z' };
  const entry = { type: 'caretaker', ...run, settings: { env: 'LAMBDA_API_KEY' }, ...process };
  writeFileSync(join(out, 'journal', 'r.jsonl'), `${JSON.stringify(entry)}\n`);
  const sweep = ['sweep', '--yes', '--out', out];
  expect(await runAssay(sweep)).toMatchObject({ exitCode: 4, stdout: expect.stringContaining(missing) });
  expect(await runAssay(sweep, [], key)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('swept') });
});

test.each([
  [['--env', 'LAMBDA_API_KEY'], 'LAMBDA_API_KEY is not set, and to be passed on by --env: export it first'],
  [['--env', 'A_KEY', '--env', 'B_KEY'], 'A_KEY, B_KEY are not set, and to be passed on by --env: export them first'],
  [['--env', 'A_KEY=sk-live-12345678'], '--env "A_KEY=…" is no name of a variable: write --env LAMBDA_API_KEY'],
])('F5: %j is refused in one message that tells no value', async (flags, message) => {
  const { exitCode, stderr } = await runAssay(['certify', ...flags, '--out', out]);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(`assay: ${message}`);
  expect(stderr).not.toContain('sk-live');
});

test('F3: a short value and a common word are not hidden, and a warning names the variable', async () => {
  const path = moduleOf('orbstack', '{ provider: plain, hooks }');
  const flags = ['certify', path, '--contracts', 'observe.unknown-is-null', '--runs', '2', '--out', out];
  const passed = ['--env', 'REGION', '--env', 'ACCOUNT_PIN'];
  const values = { REGION: 'us-east-1', ACCOUNT_PIN: '4711', DB_PASSWORD: 'orbstack', USE_TOKEN: 'true' };
  const { exitCode, stdout, stderr } = await runAssay([...flags, ...passed], [], values);
  expect(exitCode).toBe(0);
  expect(stderr).toContain('ACCOUNT_PIN is shorter than 8 characters, so it is not hidden where it shows\n');
  expect(stderr).toContain('DB_PASSWORD is a common word, so it is not hidden where it shows\n');
  expect(stderr).not.toMatch(/4711|USE_TOKEN|redacted/);
  expect(stdout).toContain('orbstack');
});

test('F4: a file that holds a secret all the same is removed, and named without it', async () => {
  // Nothing of ours writes it: it lies among the stored failures, as if the redactor had missed it.
  mkdirSync(join(out, 'failures'), { recursive: true });
  const planted = join(out, 'failures', 'planted.json');
  const failure = {
    ...{ version: 1, subject: { kind: 'registered', name: 'orbstack' }, provider: 'orbstack', testbed: 'simulated' },
    ...{ settings: {}, contract: 'launch.visible', worldSeed: 1, steps: [], expected: 'an instance' },
    actual: Buffer.from(`user:${canary}`).toString('base64'),
  };
  writeFileSync(planted, JSON.stringify(failure));
  const flags = ['--contracts', 'bootstrap.checksum', '--runs', '2', '--out', out];
  const { exitCode, stderr } = await runAssay(['certify', 'orbstack', ...flags], [], key);
  expect(exitCode).toBe(3);
  expect(stderr).toMatch(/planted\.json held a secret of the environment \(base64, at byte \d+\) and was removed/);
  expect(linesThatTell(stderr)).toEqual([]);
  expect(readdirSync(join(out, 'failures'))).toEqual([]);
  expect(readdirSync(out)).toContain('report.json');
});
