import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { realServices } from '../../src/cli/services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root } from './run-assay.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-bad-input-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A usage error, told in a line of bounded length, before anything was started or written. */
async function refused(...argv: readonly string[]): Promise<string> {
  const terminal = fakeTerminal(root);
  const out = join(folder, 'out');
  const beganMs = performance.now();
  expect(await main(['chaos', ...argv, '--out', out], terminal, realServices)).toBe(2);
  expect(performance.now() - beganMs).toBeLessThan(10_000);
  expect(await readdir(folder)).not.toContain('out');
  const err = terminal.err();
  expect(terminal.out()).toBe('');
  expect(err.length).toBeLessThan(1_200);
  // Above it may only stand what is about to be done.
  expect(err.replace(/^assay [\d.]+, seed \d+\n/, '').trimEnd()).not.toContain('\n');
  return err;
}

async function refusedFile(content: string | Uint8Array, name = 'experiment.yaml'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return refused(path);
}

const good = {
  version: 1,
  operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
  disturbances: [
    { id: 'd1', kind: 'latency', parameters: { ms: 5 }, trigger: { on: 'event', event: 'crashed', nth: 1 } },
  ],
};
const swap = (from: string, to: string) =>
  JSON.stringify({ ...good, oracles: ['I02'], phases: { quietMs: 1 } }).replace(from, to);

test.each([
  [
    'disturbance',
    '"latency"',
    '"latenci"',
    /disturbances\.0\.kind: there is no disturbance "latenci"\): did you mean latency\?/,
  ],
  ['oracle', '"I02"', '"I002"', /oracles\.0: there is no oracle "I002"\): did you mean I02\?/],
  ['phase', 'quietMs', 'quitMs', /phases: Unrecognized key: "quitMs"\): did you mean quietMs\?/],
  ['parameter', '"ms"', '"mss"', /parameters: .*: did you mean ms\?/],
  ['key', '"disturbances"', '"disturbence"', /: did you mean disturbances\?/],
  ['event', '"crashed"', '"crashd"', /trigger\.event: .*: did you mean crashed\?/],
  ['operation', '"launch"', '"lanch"', /operations\.0\.do: .*: did you mean launch\?/],
  ['trigger', '"event"', '"evnt"', /trigger\.on: .*: did you mean event\?/],
])('an unknown %s is told with the nearest name', async (_what, from, to, message) => {
  expect(await refusedFile(swap(from, to), 'experiment.json')).toMatch(message);
});

const unlaunched = (more: Readonly<Record<string, unknown>>) =>
  JSON.stringify({ version: 1, operations: [{ do: 'launch', intent: 'web', atMs: 0 }], ...more });
const launchWeb = { do: 'launch', intent: 'web', atMs: 0 };
const frozenOf = (intent: string) => ({
  ...{ id: 'd1', kind: 'stopped-by-hand', parameters: { intent } },
  trigger: { on: 'time', atMs: 0 },
});

test.each([
  ['terminate', { operations: [launchWeb, { do: 'terminate', intent: 'wbe', atMs: 9 }] }, 'operations.1.intent'],
  ['job', { operations: [launchWeb, { do: 'run-job', intent: 'wbe', atMs: 9, forMs: 5_000 }] }, 'operations.1.intent'],
  ['disturbance', { disturbances: [frozenOf('wbe')] }, 'disturbances.0.parameters.intent'],
])(
  'a %s of an intent that nobody launches is told with the nearest one that somebody does',
  async (_what, more, at) => {
    expect(await refusedFile(unlaunched(more))).toContain(
      `experiment.yaml is no experiment (${at}: there is no launch of "wbe"): did you mean web?`,
    );
  },
);

test('an intent like none that is launched comes with those that are, where there are any', async () => {
  const end = { do: 'terminate', intent: 'database', atMs: 9 };
  expect(await refusedFile(unlaunched({ operations: [launchWeb, end] }))).toContain(
    'operations.1.intent: there is no launch of "database"; known are web)',
  );
  expect(await refusedFile(unlaunched({ operations: [end] }))).toContain(
    'operations.0.intent: there is no launch of "database", nor of anything else)',
  );
});

test.each([
  ['{', 'Flow map must end with a } at line 1, column 2'],
  ['version: 1\noperations:\n\t- x', 'Tabs are not allowed as indentation at line 3, column 1'],
])('where %j stops being YAML is told', async (text, why) => {
  expect(await refusedFile(text)).toContain(`experiment.yaml is not YAML (${why}): give an experiment`);
});

test('a module in the place of an experiment is told where it belongs', async () => {
  for (const path of ['docs/examples/first-day.ts', './mine.mjs', 'mine.js'])
    expect(await refused(path)).toContain(
      `${path} is a module, no experiment: write assay chaos --control-plane ${path}\n`,
    );
});

test('what is like nothing that is known comes with the list', async () => {
  expect(await refusedFile(swap('"latency"', '"earthquake"'))).toMatch(
    /there is no disturbance "earthquake"; known are down, latency,/,
  );
});

test.each(['experiment.json', 'experiment.yaml'])(
  'a key that is there twice in %s is refused, and where is told',
  async (name) => {
    const text = '{\n"version": 1,\n"operations": [{"do": "launch", "intent": "a", "intent": "b", "atMs": 0}]\n}\n';
    expect(await refusedFile(text, name)).toMatch(/has the same key twice \(at line 3, column \d+\)/);
  },
);

test.each([
  ['10 MB of YAML', `version: 1\n${'# nothing\n'.repeat(1_000_000)}`, /is larger than 1 MiB/],
  ['an alias bomb', aliasBomb(), /anchors more than 100 times/],
  ['a name of 900 kB', swap('"latency"', `"${'x'.repeat(900_000)}"`), /disturbances\.0\.kind: /],
  ['an oracle of 900 kB', swap('"I02"', `"${'I'.repeat(900_000)}"`), /oracles\.0: /],
  ['a key of 900 kB', swap('"quietMs"', `"${'k'.repeat(900_000)}"`), /phases: Unrecognized key/],
  ['a value of 900 kB', swap('"crashed"', `"${'e'.repeat(900_000)}"`), /trigger\.event/],
  ['a thousand levels', '['.repeat(1_000), /nested deeper than 100 levels|is not YAML/],
  ['nothing', '', /is empty/],
  ['a comment', '# soon\n', /is empty/],
  ['something binary', Uint8Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256), /is not YAML/],
  ['a text', 'no experiment at all\n', /expected object/],
  ['a list', '- version: 1\n', /expected object/],
  ['another version', JSON.stringify({ ...good, version: 2 }), /version: /],
  ['no operation', JSON.stringify({ ...good, operations: [] }), /operations: /],
  [
    'an id that is used twice',
    JSON.stringify({ ...good, disturbances: [good.disturbances[0], good.disturbances[0]] }),
    /d1 is used twice/,
  ],
  [
    'a time that no run has',
    JSON.stringify({ ...good, operations: [{ do: 'launch', intent: 'a', atMs: 1e12 }] }),
    /operations\.0\.atMs/,
  ],
  [
    'a proto',
    '{"version": 1, "operations": [{"do": "launch", "intent": "a", "atMs": 0}], "__proto__": {"x": 1}, "y": 1}',
    /Unrecognized key: "y"/,
  ],
])('an experiment that is %s is refused in a line', async (_what, content, message) => {
  expect(await refusedFile(content)).toMatch(message);
});

function aliasBomb(): string {
  const levels = Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(9)}]`);
  return `a0: &a0 [x]\n${levels.join('\n')}\n`;
}

test('an experiment that is a folder, or is not there, is refused', async () => {
  await mkdir(join(folder, 'sub.yaml'));
  expect(await refused(join(folder, 'sub.yaml'))).toMatch(/sub\.yaml is a folder: give an experiment/);
  expect(await refused(join(folder, 'none.yaml'))).toMatch(/none\.yaml does not exist: give an experiment/);
  expect(await refused('./museum')).toMatch(/does not exist/);
});

test('a plan that this host cannot carry out is refused before anything starts', async () => {
  const disturbance = { id: 'd1', kind: 'machine-frozen', trigger: { on: 'time', atMs: 0 } };
  const text = JSON.stringify({ ...good, disturbances: [disturbance] });
  expect(await refusedFile(text)).toMatch(/d1: machine-frozen cannot be done here: /);
});

test.each([
  [
    ['--exhaustive', 'x.yaml'],
    /--exhaustive x\.yaml: put the experiment before the flag, assay chaos x\.yaml --exhaustive$/m,
  ],
  [
    ['--promote', 'a/x.json'],
    /--promote a\/x\.json: put the experiment before the flag, assay chaos a\/x\.json --promote$/m,
  ],
  [['--exhaustive', 'museum/M05'], /put the experiment before the flag, assay chaos museum\/M05 --exhaustive$/m],
  [['--exhaustive', '4'], /--exhaustive "4" is not a whole number from 1 to 3/],
  [['--seeds', '0'], /--seeds "0" is not a whole number from 1/],
  [['--seeds', '1e3'], /--seeds "1e3" is not a whole number/],
  [['--seeds', '-1'], /--seeds "-1" is not a whole number/],
  [['--seed', 'one'], /--seed "one" is not a whole number/],
  [['--budget', '0s'], /--budget "0s" is not a duration/],
  [['--budget', 'soon'], /--budget "soon" is not a duration/],
  [['--reporter', 'sgv:x.svg'], /--reporter "sgv:x\.svg" is unknown \(did you mean svg\?\)/],
  [['--reporter', 'svg', '--reporter', 'json'], /cannot share stdout/],
  [['--seedz', '3'], /unknown option/],
  [['one.yaml', 'two.yaml'], /too many arguments/],
  [['museum/M05', '--all'], /--all is for the whole museum/],
  [['museum', '--all', '--control-plane', 'x.ts'], /is not for the whole museum/],
])('chaos %j is a usage error', async (argv, message) => {
  expect(await refused(...argv)).toMatch(message);
});
