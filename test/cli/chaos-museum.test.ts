import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chaosReportSchema } from '../../src/chaos/chaos-report.ts';
import { museumHas, museumNumbers } from '../../src/chaos/museum/read-museum.ts';
import { main } from '../../src/cli/main.ts';
import { realServices } from '../../src/cli/services.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { root } from './run-assay.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-museum-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function assay(...argv: readonly string[]) {
  const terminal = fakeTerminal(root);
  const exitCode = await main(argv, terminal, realServices);
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

test('the list has every entry with its oracle and the address of its bug, and names those that are not there', async () => {
  const { exitCode, out } = await assay('chaos', 'museum');
  const there = await museumHas();
  expect(exitCode).toBe(0);
  for (const number of museumNumbers) expect(out).toContain(number);
  const entries = [...out.matchAll(/^museum\/(M\d\d) {2}I\d\d {2}\w.*\n +https:\/\/github\.com\//gm)];
  expect(entries.map(([, number]) => number)).toEqual(there);
});

test('an entry fails with its oracle, says where the bug was seen, and plays again', async () => {
  const { exitCode, out } = await assay('chaos', 'museum/m19', '--seed', '1', '--out', folder);
  expect(exitCode).toBe(1);
  expect(out.split('\n')[0]).toBe('FAIL  I19  drift is seen  museum/M19');
  expect(out).toContain('https://github.com/skypilot-org/skypilot/issues/2202');
  const report = chaosReportSchema.parse(JSON.parse(await readFile(join(folder, 'chaos-report.json'), 'utf8')));
  expect(report.museum).toMatchObject({ entry: 'M19', oracle: 'I19', title: 'stopped by hand is running' });
  const file = report.failures[0]?.replay.replace('npx assay replay ', '') ?? '';
  expect(await assay('replay', file)).toMatchObject({
    exitCode: 1,
    out: expect.stringContaining('the same, event by event'),
  });
});

test('the experiment of an entry can be given to another control plane', async () => {
  const mine = ['--control-plane', './test/cli/subjects/sound-control-plane.ts'];
  const { exitCode, out } = await assay('chaos', 'museum/M04', ...mine, '--seeds', '3', '--out', folder);
  expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringContaining('survives: 3 of 3') });
});

test('all of it: every naive control plane fails, every sound one survives, and what is missing is named', async () => {
  const { exitCode, out } = await assay('chaos', 'museum', '--all', '--seed', '1', '--seeds', '2');
  const there = await museumHas();
  const missing = museumNumbers.filter((number) => !there.includes(number));
  expect(out).toContain(`${there.length} of 22 naive ones fail with the named oracle`);
  expect(out).toContain(`${there.length} of 22 sound ones survive 2 seeds`);
  if (missing.length > 0) expect(out).toContain(`not there yet: ${missing.join(', ')}`);
  expect(exitCode).toBe(missing.length === 0 ? 0 : 1);
}, 240_000);

test.each([
  [['museum/M99'], /there is no museum\/M99 \(did you mean museum\/M\d\d\?\): assay chaos museum lists/],
  [['museum/'], /there is no museum\/: assay chaos museum lists/],
  [['museum', '--seeds', '3'], /add --all/],
  [['museum', '--all', '--control-plane', './x.ts'], /--control-plane is not for the whole museum/],
  [['museum', '--all', '--reporter', 'json'], /--reporter is not for the whole museum/],
  [['museum/M19', '--all'], /--all is for the whole museum/],
  [['--all'], /--all is for the whole museum/],
])('chaos %j is a usage error', async (argv, message) => {
  const { exitCode, err } = await assay('chaos', ...argv, '--out', folder);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringMatching(message) });
});
