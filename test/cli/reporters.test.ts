import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Report } from '../../src/engine/report.ts';
import { reportSchema } from '../../src/engine/report-schema.ts';
import '../promises/task-meta.ts';
import { hostileReport } from '../reporters/hostile-report.ts';
import { hostileTexts } from '../reporters/hostile-texts.ts';
import { readCommands } from '../reporters/read-commands.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';

const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample() });
const report = sampleReport([
  sampleProvider([sampleOutcome()], { name: 'aws' }),
  sampleProvider([failed], { name: 'runpod', verdict: 'failed' }),
]);
const onGithub = { GITHUB_ACTIONS: 'true' };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-reporters-'));
});
beforeEach(() => writeFile(at('one.json'), JSON.stringify(report)));
afterAll(() => rm(folder, { recursive: true }));

function at(name: string): string {
  return join(folder, name);
}

/** Tells a report that is there already. */
async function tell(reporters: readonly string[], env: Readonly<Record<string, string>> = {}, input = 'one.json') {
  const terminal = fakeTerminal(folder, env);
  const flags = reporters.flatMap((reporter) => ['--reporter', reporter]);
  const exitCode = await main(['merge', input, '--out', 'out', ...flags], terminal, fakeServices());
  return { exitCode, out: terminal.out(), err: terminal.err() };
}

test('one report is told by every reporter, each to its file, badges to their folder', async () => {
  const { exitCode, out, err } = await tell([
    'markdown:r.md',
    'html:r.html',
    'github:r.txt',
    'junit:r.xml',
    'badge:badges',
    'terminal:t.txt',
  ]);
  expect({ exitCode, out, err }).toEqual({ exitCode: 1, out: '', err: '' });
  expect(await readFile(at('r.md'), 'utf8')).toContain('## Assay: 1 of 2 providers certified');
  expect(await readFile(at('r.html'), 'utf8')).toMatch(/^<!doctype html>/);
  expect(readCommands(await readFile(at('r.txt'), 'utf8'))).toHaveLength(1);
  expect((await readdir(at('badges'))).toSorted()).toEqual(['aws.json', 'aws.svg', 'runpod.json', 'runpod.svg']);
  expect(JSON.parse(await readFile(at('badges/aws.json'), 'utf8'))).toMatchObject({ message: 'certified · simulated' });
});

test.each(['markdown', 'html'])('%s alone has stdout to itself', async (name) => {
  const { out, err } = await tell([name]);
  expect(out).toMatch(/Assay: 1 of 2 providers certified/);
  expect(err).toBe('');
});

test('on GitHub Actions, where nobody asks for a reporter, there are annotations and a summary beside the table', async () => {
  await writeFile(at('summary.md'), 'what the step wrote before');
  const { exitCode, out } = await tell([], { ...onGithub, GITHUB_STEP_SUMMARY: at('summary.md') });
  expect(exitCode).toBe(1);
  expect(out).toContain('│ aws ');
  expect(readCommands(out).map(({ name }) => name)).toEqual(['error']);
  const summary = await readFile(at('summary.md'), 'utf8');
  expect(summary).toMatch(/^what the step wrote before\n## Assay: 1 of 2 providers certified\n/);
});

test('who asks for a reporter gets no other, also there', async () => {
  const { out } = await tell(['terminal'], { ...onGithub, GITHUB_STEP_SUMMARY: at('untouched.md') });
  expect(readCommands(out)).toEqual([]);
  await expect(readFile(at('untouched.md'))).rejects.toThrow('ENOENT');
});

test('beside JSON on stdout, annotations and the table go to stderr, where a runner reads them too', async () => {
  const { out, err } = await tell(['json', 'github', 'terminal'], onGithub);
  expect(reportSchema.parse(JSON.parse(out)).providers).toHaveLength(2);
  expect(readCommands(err)).toHaveLength(1);
  expect(err).toContain('│ aws ');
});

test('G5: on GitHub Actions nothing but the annotations is a command, whatever a provider says', async ({ task }) => {
  for (const text of hostileTexts) {
    const hostile: Report = { ...hostileReport(text), run: report.run };
    await writeFile(at('hostile.json'), JSON.stringify(hostile));
    for (const reporter of ['terminal', 'json', 'junit', 'markdown', 'html']) {
      const { out, err } = await tell([reporter], onGithub, 'hostile.json');
      expect(readCommands(`${out}\n${err}`)).toEqual([]);
    }
    const { out } = await tell([], onGithub, 'hostile.json');
    expect(readCommands(out).filter(({ name }) => !['error', 'warning', 'notice'].includes(name))).toEqual([]);
  }
  task.meta.figure = `${hostileTexts.length} texts x 6 reporters on the command line, 0 forged commands`;
});

test('G6: a summary that the step has filled is told, and never grows beyond what GitHub takes', async ({ task }) => {
  const path = at('full.md');
  await writeFile(path, 'x'.repeat(1_048_576 - 6_000));
  const env = { ...onGithub, GITHUB_STEP_SUMMARY: path };
  const errors: string[] = [];
  for (let time = 0; time < 8; time += 1) errors.push((await tell(['github'], env)).err);
  expect(errors.at(0)).toBe('');
  expect(errors.at(-1)).toContain('the summary of the step could not be written');
  const { length } = await readFile(path);
  expect(length).toBeLessThan(1_048_576);
  expect(length).toBeGreaterThan(1_048_576 - 6_000);
  task.meta.figure = `${length} of 1048576 bytes`;
});

test('a summary that cannot be written is told, and the rest is there', async () => {
  const { out, err } = await tell([], { ...onGithub, GITHUB_STEP_SUMMARY: folder });
  expect(err).toContain('the summary of the step could not be written');
  expect(out).toContain('│ aws ');
});

test.each(['badge', 'badge:', 'badge:aws.svg', 'badge:x/aws.json'])('--reporter %s is no folder', async (reporter) => {
  const { exitCode, err } = await tell([reporter]);
  expect(exitCode).toBe(2);
  expect(err).toContain('give it a folder, such as badge:badges');
});

test('a badge never takes the place of a report that is merged', async () => {
  await writeFile(at('aws.json'), JSON.stringify(report));
  const { exitCode, err } = await tell(['badge:.'], {}, 'aws.json');
  expect({ exitCode, err }).toMatchObject({ exitCode: 2, err: expect.stringContaining('would overwrite aws.json') });
  expect(JSON.parse(await readFile(at('aws.json'), 'utf8'))).toEqual(report);
});
