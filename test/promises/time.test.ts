import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDuration } from '../../src/cli/flags/duration.ts';
import type { Outcome } from '../../src/engine/report.ts';
import { runLimits } from '../../src/engine/run-limits.ts';
import { watchSilence } from '../../src/engine/silence-watch.ts';
import { createRealClock } from '../../src/testbed/real-clock.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';
import { root } from '../cli/run-assay.ts';
import { certifyHostile, judged, smallLimits } from './certify-hostile.ts';
import './task-meta.ts';

const hourMs = 3_600_000;

test('C1: a wall clock that jumps by hours neither makes a timeout nor hides one', ({ task }) => {
  const jump = fc.integer({ min: -48 * hourMs, max: 48 * hourMs });
  const turn = fc.record({ passedMs: fc.integer({ min: 0, max: 200 }), jump, heard: fc.boolean() });
  let jumps = 0;
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 200 }), (turns) => {
      let mono = 0;
      let wall = Date.UTC(2030, 0, 1);
      let silentMs = 0;
      const watch = watchSilence({ mono: () => mono, wall: () => wall }, { tickMs: 100, stallMs: 1_000 });
      for (const { passedMs, jump: by, heard } of turns) {
        mono += passedMs;
        wall += passedMs + by;
        jumps += 1;
        silentMs = heard ? 0 : silentMs + passedMs;
        expect(heard ? watch.heard() : watch.tick()).toBe(silentMs >= 1_000 ? 'stalled' : 'fine');
      }
    }),
  );
  task.meta.figure = `${jumps} jumps of up to 48 h, 0 timeouts moved`;
});

test('C1: durations never come from the wall clock, also where the provider has it stand still', async ({ task }) => {
  const reads = globSync('src/**/*.ts', { cwd: root }).filter((file) =>
    readFileSync(join(root, file), 'utf8').includes('Date.now()'),
  );
  // Whatever else wants the time asks it.
  expect(reads).toEqual(['src/testbed/real-clock.ts']);
  const [outcomes] = judged(await certifyHostile(['stops-the-clock'], ['observe.unknown-is-null'], { runs: 20 }));
  expect(outcomes).toMatchObject([{ outcome: 'pass', timing: { p50Ms: expect.any(Number) } }]);
  expect(outcomes?.[0]?.timing.p50Ms).toBeGreaterThan(0);
  task.meta.figure = '1 file reads the wall clock, none for a duration';
});

test.each([
  ['stops-itself', { suspendedGapMs: 30_000, stallMs: 2_500 }],
  ['stops-for-a-while', { suspendedGapMs: 2_500, stallMs: 20_000 }],
])('C2: a worker that was stopped is inconclusive: %s', async (name, limits) => {
  const result = await certifyHostile([name], ['observe.unknown-is-null', 'bootstrap.checksum'], {
    limits: { ...smallLimits, ...limits },
  });
  expect(judged(result)[0]).toMatchObject([
    { outcome: 'inconclusive', reason: { code: 'infrastructure', text: expect.stringMatching(/^suspended: /) } },
    { outcome: 'pass' },
  ]);
});

test('C2: a run that was stopped as a whole is inconclusive for the contract that ran, not a timeout of it', async ({
  task,
}) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'certify-until-told.ts')], { cwd: root });
  const started = await nextLine(child);
  expect(started).toBe('started');
  child.kill('SIGSTOP');
  await sleep(3_000);
  child.kill('SIGCONT');
  const outcome = JSON.parse(await nextLine(child)) as Outcome;
  expect(outcome).toMatchObject({ outcome: 'inconclusive', reason: { code: 'infrastructure' } });
  expect(outcome.reason?.text).toMatch(/^suspended: /);
  task.meta.figure = 'stopped for 3 s where 1.5 s count: inconclusive, suspended';
});

test('C3: a duration is 0 to 2^31-1 ms, or refused', ({ task }) => {
  const max = 2 ** 31 - 1;
  const bad = fc.oneof(
    fc.double({ max: -Number.MIN_VALUE, noDefaultInfinity: true }),
    fc.double({ min: max + 1 }),
    fc.constant(Number.NaN),
  );
  let refused = 0;
  fc.assert(
    fc.property(bad, (ms) => {
      refused += 1;
      for (const clock of [createRealClock(), createVirtualClock()]) {
        expect(() => clock.after(ms, () => {})).toThrow('a duration is 0 to');
      }
      expect(() => runLimits({ stallMs: ms })).toThrow('a duration is 0 to');
    }),
  );
  expect(() => parseDuration('--budget', '597h')).toThrow('is not a duration');
  expect(parseDuration('--budget', '596h')).toBe(596 * hourMs);
  expect(runLimits({ stallMs: max }).stallMs).toBe(max);
  task.meta.figure = `${refused} durations out of range, ${refused} refused`;
});

function nextLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(String(chunk).trim()));
    child.once('exit', () => reject(new Error('it ended without a word')));
  });
}
