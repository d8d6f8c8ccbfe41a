import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import { withdrawArtefacts } from '../../src/cli/withdraw-artefacts.ts';
import { createRedactor } from '../../src/engine/redact/redactor.ts';
import { givesAway, writtenForms } from '../engine/redact/written-forms.ts';
import { sampleCounterexample, sampleOutcome, sampleProvider, sampleReport } from '../reporters/sample-report.ts';
import '../promises/task-meta.ts';
import { fakeServices } from './fake-services.ts';
import { fakeTerminal } from './fake-terminal.ts';

const canary = 'sk-live_"4f&<9>/+\\~é b\'7Qz';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-gate-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** An engine that forgets to redact. */
async function certifyWith(actual: string) {
  const failed = sampleOutcome({ outcome: 'fail', counterexample: sampleCounterexample({ actual }) });
  const report = sampleReport([sampleProvider([failed], { verdict: 'failed' })]);
  const terminal = { ...fakeTerminal(folder), env: { LAMBDA_API_KEY: canary } };
  const reporters = ['terminal', 'junit:junit.xml', 'json:copy.json'].flatMap((name) => ['--reporter', name]);
  const argv = ['certify', 'orbstack', '--env', 'LAMBDA_API_KEY', ...reporters];
  const exitCode = await main(argv, terminal, fakeServices({ certified: { report, problems: [] } }));
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(json|xml)$/.test(name)).toSorted();
  return { exitCode, files, out: terminal.out(), err: terminal.err() };
}

test('F4: what the redactor missed is read in the finished files, which are removed', async ({ task }) => {
  let removed = 0;
  for (const form of Object.values(writtenForms(canary))) {
    const { exitCode, files, out, err } = await certifyWith(form);
    expect([exitCode, files]).toEqual([3, []]);
    const messages = err.split('\n').filter((line) => line.includes('was removed'));
    removed += messages.length;
    for (const message of messages) {
      expect(message).toMatch(
        /^assay: (\.assay\/(runs\/[\w-]+\/)?report\.json|junit\.xml|copy\.json) held a secret of the environment \((plain|base64|hex|(URL|JSON|XML)-\w+), at byte \d+\) and was removed/,
      );
    }
    expect(givesAway(out, canary) || givesAway(err, canary)).toBe(false);
  }
  task.meta.figure = `${removed} files with a secret, ${removed} removed`;
  expect(removed).toBe(4 * Object.keys(writtenForms(canary)).length);
});

test('F4: files without a secret stay', async () => {
  const { exitCode, files } = await certifyWith('it threw NOT_FOUND');
  expect([exitCode, files]).toEqual([
    1,
    [
      join('.assay', 'report.json'),
      expect.stringMatching(/^\.assay\/runs\/[\w-]+\/report\.json$/),
      'copy.json',
      'junit.xml',
    ],
  ]);
});

test('D4: a file with a secret that Assay did not write is told, and stays where it is', async ({ task }) => {
  const theirs = join(folder, '.assay', 'failures', 'theirs.json');
  await mkdir(join(folder, '.assay', 'failures'), { recursive: true });
  await writeFile(theirs, `key: ${canary}`);
  const { exitCode, err } = await certifyWith('it threw NOT_FOUND');
  expect(exitCode).toBe(3);
  expect(err).toMatch(
    /theirs\.json holds a secret of the environment \(plain, at byte 5\) and was not written by Assay/,
  );
  expect(await readFile(theirs, 'utf8')).toBe(`key: ${canary}`);
  task.meta.figure = '1 file of somebody else with a secret: told, exit 3, untouched';
});

test('F4: the place is that of the first byte; what is no file is left alone', async () => {
  await mkdir(join(folder, 'failures'));
  await writeFile(join(folder, 'a.json'), 'é tok-1a2b3c4d');
  await mkdir(join(folder, 'failures', 'folder'));
  const redactor = createRedactor(['tok-1a2b3c4d']);
  const artefacts = { reports: ['a.json', 'missing.json', '/dev/null'], failures: 'failures' };
  expect(await withdrawArtefacts(artefacts, redactor, folder)).toEqual([
    'a.json held a secret of the environment (plain, at byte 3) and was removed; please report it',
  ]);
  expect(await readdir(folder)).toEqual(['failures']);
});
