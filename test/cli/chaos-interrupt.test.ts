import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { chaosReportSchema } from '../../src/chaos/chaos-report.ts';
import { startAssay } from './run-assay.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'assay-interrupted-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Starts a run that would go on for hours, and gives it once it is under way. */
async function startEndless(out: string, ...more: readonly string[]) {
  const run = startAssay(['chaos', '--seeds', '1000000', '--seed', '1', '--out', out, ...more]);
  await new Promise<void>((resolve) => run.stderr.on('data', (chunk) => String(chunk).includes('seed 1') && resolve()));
  onTestFinished(() => void run.kill('SIGKILL'));
  // Not itself: it would be awaited.
  return { run };
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends a run with a valid report of what was made by then',
  async (signal) => {
    const out = await temporaryFolder();
    const { run } = await startEndless(out);
    await setTimeout(3_000);
    const beganMs = performance.now();
    run.kill(signal);
    const { exitCode, stdout } = await run;
    expect(exitCode).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(performance.now() - beganMs).toBeLessThan(10_000);
    const report = chaosReportSchema.parse(JSON.parse(await readFile(join(out, 'chaos-report.json'), 'utf8')));
    expect(report).toMatchObject({ verdict: 'inconclusive', run: { interrupted: true, asked: 1_000_000 } });
    expect(report.run.made).toBeLessThan(1_000_000);
    expect(report.reasons).toContainEqual(expect.stringMatching(/^it was interrupted after \d+ runs$/));
    expect(stdout).toContain('it was interrupted after');
  },
);

test('a second Ctrl-C ends at once what does not end', async () => {
  const out = await temporaryFolder();
  const { run } = await startEndless(out, '--control-plane', './test/cli/subjects/never-starts.ts');
  await setTimeout(1_000);
  run.kill('SIGINT');
  await setTimeout(1_200);
  const beganMs = performance.now();
  run.kill('SIGINT');
  expect((await run).exitCode).toBe(130);
  expect(performance.now() - beganMs).toBeLessThan(3_000);
});

test('Ctrl-C ends a tour of the museum with what was seen by then', async () => {
  const run = startAssay(['chaos', 'museum', '--all', '--seed', '1', '--seeds', '100000']);
  await new Promise<void>((resolve) => run.stderr.on('data', (chunk) => String(chunk).includes('seed 1') && resolve()));
  await setTimeout(2_000);
  run.kill('SIGINT');
  const { exitCode, stdout } = await run;
  expect(exitCode).toBe(130);
  expect(stdout).toMatch(/\d+ of 22 naive ones fail/);
});

test('an interrupted run leaves no page of a failure that it did not have', async () => {
  const out = await temporaryFolder();
  const { run } = await startEndless(out);
  run.kill('SIGINT');
  await run;
  expect(existsSync(join(out, 'chaos'))).toBe(false);
});
