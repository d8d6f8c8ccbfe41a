import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { interruptionOf, interruptRun } from '../../scripts/interruptions/interrupt-run.ts';
import { reportSchema } from '../../src/engine/report-schema.ts';
import '../promises/task-meta.ts';
import { root } from './run-assay.ts';

const endless = ['orbstack', '--runs', '100000', '--seed', '1'];
/** `npm run interruptions` does a hundred. */
const count = 10;
const withinMs = 2_000;

test('E1: a run that is interrupted at any moment reports what it got to, certifies nothing and leaves nothing', async ({
  task,
}) => {
  const seed = 21;
  const problems: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    problems.push(...(await interruptRun(interruptionOf(seed, number, withinMs, endless))));
  }
  expect(problems).toEqual([]);
  task.meta.figure = `${count} interruptions, seed ${seed}: ${count} valid partial reports, 0 certified, 0 left`;
}, 240_000);

test('E1: what looks at an interrupted run sees a run that was not', async () => {
  const short = ['orbstack', '--runs', '1', '--contracts', 'launch.visible'];
  expect(await interruptRun({ signal: 'SIGINT', afterMs: 50_000, args: short })).toEqual(
    expect.arrayContaining([
      'SIGINT after 50000 ms: it ended with 0',
      'SIGINT after 50000 ms: the report does not say that it was interrupted',
      'SIGINT after 50000 ms: no contract was interrupted',
    ]),
  );
});

// What GitHub does when a job is cancelled, in milliseconds after the first signal.
const sigtermMs = 7_500;
const sigkillMs = 10_000;

test.for(['exec ', ''])(
  'E3: a step of CI that is cancelled, bash -c "%sassay", has its report before it is killed',
  async (exec, { task }) => {
    const out = await mkdtemp(join(tmpdir(), 'assay-cancelled-'));
    onTestFinished(() => rm(out, { recursive: true }));
    const command = `${exec}"${process.execPath}" bin/assay.js certify ${endless.join(' ')} --out "${out}"`;
    const step = spawn('bash', ['-c', command], { cwd: root, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => step.once('exit', resolve));
    await new Promise<void>((resolve) =>
      step.stderr.on('data', (chunk) => String(chunk).includes('on simulated') && resolve()),
    );
    const beganMs = performance.now();
    step.kill('SIGINT');
    const stop = new AbortController();
    const escalate = async (afterMs: number, kill: () => void) => {
      await setTimeout(afterMs, undefined, { signal: stop.signal });
      kill();
    };
    const escalation = Promise.allSettled([
      escalate(sigtermMs, () => step.kill('SIGTERM')),
      escalate(sigkillMs, () => process.kill(-(step.pid ?? Number.NaN), 'SIGKILL')),
    ]);
    const exitCode = await ended;
    const tookMs = performance.now() - beganMs;
    stop.abort();
    await escalation;
    expect([exitCode, tookMs < sigtermMs]).toEqual([130, true]);
    const report = reportSchema.parse(JSON.parse(await readFile(join(out, 'report.json'), 'utf8')));
    expect(report.run.interrupted).toBe(true);
    task.meta.figure = `${Math.round(tookMs)} ms of ${sigkillMs}`;
  },
);
