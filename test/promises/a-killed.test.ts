import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cutPoints } from '../../src/testbed/cut-point.ts';
import { killAll, type LyingWorld, withLyingWorld } from './lying-world.ts';

const patient = { timeout: 120_000 };

/** A run that left something: killed when its second volume was on the disk. */
async function killedRun({ certify }: LyingWorld): Promise<void> {
  expect((await certify('volumes.*', { ASSAY_FAULT_AT: 'after-id-journalled:2' })).signal).toBe('SIGKILL');
}

const inRun = cutPoints.filter((point) => !point.startsWith('sweep-'));
const inSweep = cutPoints.filter((point) => point.startsWith('sweep-'));

test('A1: a run that is killed at any enumerated point is swept to nothing', patient, async ({ task }) => {
  let left = 0;
  await withLyingWorld(async (world) => {
    for (const point of inRun) {
      expect((await world.certify('volumes.*', { ASSAY_FAULT_AT: point })).signal, point).toBe('SIGKILL');
      left += (await world.held()).length;
      const { exitCode, all } = await world.sweep();
      expect([exitCode, await world.held(), await world.canary()], `${point}: ${all}`).toEqual([0, [], 2]);
    }
  });
  expect(left).toBeGreaterThan(0);
  task.meta.figure = `${inRun.length} points, ${left} things left by the kills, 0 after the sweeps, canary untouched`;
});

test('A2: a sweep that was killed is repeated to the same end', patient, async ({ task }) => {
  await withLyingWorld(async (world) => {
    for (const point of inSweep) {
      await killedRun(world);
      expect((await world.sweep(['--yes'], { ASSAY_FAULT_AT: point })).signal, point).toBe('SIGKILL');
      const { exitCode, all } = await world.sweep();
      expect([exitCode, await world.held(), await world.canary()], `${point}: ${all}`).toEqual([0, [], 2]);
      expect((await world.sweep()).exitCode).toBe(0);
    }
  });
  task.meta.figure = `${inSweep.length} sweeps killed, 0 left`;
});

test('A1: nobody has to call the sweep: a watchdog outlives the harness', patient, async ({ task }) => {
  await withLyingWorld(async (world) => {
    const run = world.certify('volumes.*,launch.*', { ASSAY_WATCHDOG: 'on' });
    await expect.poll(async () => (await world.held()).length, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
    await killAll(run);
    const killedMs = performance.now();
    const left = (await world.held()).length;
    await expect.poll(world.held, { timeout: 30_000, interval: 100 }).toEqual([]);
    const seconds = ((performance.now() - killedMs) / 1_000).toFixed(1);
    // It goes on until it has its proof, and then the journal goes too.
    await expect.poll(world.journals, { timeout: 30_000, interval: 100 }).toEqual([]);
    expect(await world.canary()).toBe(2);
    task.meta.figure = `${left} left by the kill, 0 after ${seconds} s without a sweep`;
  });
});

test(
  'A1: a worker that loops for ever is ended soon after its harness was killed, and what it made goes',
  patient,
  async ({ task }) => {
    await withLyingWorld(async (world) => {
      const subject = './fixtures/hostile/loops-in-get.ts';
      const run = world.certify('launch.visible', { ASSAY_WATCHDOG: 'on' }, { subject });
      await expect.poll(async () => (await world.held()).length, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
      const [journal = ''] = world.journals().filter((name) => name.endsWith('.jsonl'));
      const { pid } = JSON.parse(readFileSync(join(world.outDir, 'journal', journal), 'utf8').split('\n')[0] ?? '');
      // The harness alone: nobody else ends its worker.
      process.kill(run.pid ?? Number.NaN, 'SIGKILL');
      const killedMs = performance.now();
      expect(() => process.kill(pid, 0)).not.toThrow();
      await expect.poll(world.held, { timeout: 60_000, interval: 200 }).toEqual([]);
      await expect.poll(world.journals, { timeout: 30_000, interval: 100 }).toEqual([]);
      const seconds = ((performance.now() - killedMs) / 1_000).toFixed(1);
      expect(() => process.kill(pid, 0)).toThrow('ESRCH');
      task.meta.figure = `loop ended and 0 left after ${seconds} s, where it had 15 min`;
    });
  },
);

test('A8: a run that is under way is spared, by sweeps in a loop and by its watchdog', patient, async ({ task }) => {
  let spared = 0;
  let sweeps = 0;
  await withLyingWorld(async (world) => {
    let isOver = false;
    const runs = Promise.all([
      world.certify('volumes.*', { ASSAY_WATCHDOG: 'on' }),
      world.certify('launch.visible,terminate.while-booting', { ASSAY_WATCHDOG: 'on' }),
    ]).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const { exitCode, stdout } = await world.sweep();
      sweeps += 1;
      if (stdout.includes('under way, left alone')) spared += 1;
      expect(exitCode, stdout).toBe(0);
    }
    for (const { exitCode, all } of await runs) expect(exitCode, all).toBe(0);
    await setTimeout(500);
    expect([await world.held(), world.journals()]).toEqual([[], []]);
  });
  expect(spared).toBeGreaterThan(0);
  task.meta.figure = `2 runs, ${sweeps} sweeps beside them, ${spared} saw a run and left it alone`;
});
