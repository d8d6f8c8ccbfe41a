import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type LyingWorld, withLyingWorld } from './lying-world.ts';

const patient = { timeout: 120_000 };

/** A service says its time in whole seconds: what is younger than that may be of any age, and is left alone. */
const aSecond = 1_100;

async function killedRun({ certify, held }: LyingWorld): Promise<readonly string[]> {
  expect((await certify('volumes.*', { ASSAY_FAULT_AT: 'after-id-journalled:2' })).signal).toBe('SIGKILL');
  return (await held()).map(({ id }) => id);
}

test(
  'A9: one thing that will not go keeps nothing else, and is listed with what removes it',
  patient,
  async ({ task }) => {
    await withLyingWorld(async (world) => {
      const ids = await killedRun(world);
      const [locked = ''] = ids;
      expect(ids.length).toBeGreaterThan(1);
      await world.oracle.lie({ undeletable: [locked] });
      const { exitCode, stdout } = await world.sweep();
      expect(exitCode, stdout).toBe(4);
      expect(stdout).toMatch(
        new RegExp(`LEAKED volume ${locked} in \\w+, 0 min old, at an unknown price: .*409.*is locked by somebody`),
      );
      expect(stdout).toContain(`to remove it: curl -X DELETE`);
      expect((await world.held()).map(({ id }) => id)).toEqual([locked]);
      await world.oracle.lie({ undeletable: [] });
      const again = await world.sweep();
      expect([again.exitCode, await world.held()], again.stdout).toEqual([0, []]);
      task.meta.figure = `1 of ${ids.length} locked: ${ids.length - 1} removed, 1 listed, exit 4; 0 left once it was unlocked`;
    });
  },
);

test(
  'A10: a credential that was refused while cleaning up is told, and nothing is called clean',
  patient,
  async ({ task }) => {
    await withLyingWorld(async (world) => {
      const ids = await killedRun(world);
      await world.oracle.lie({ forbidsDeletes: true });
      const { exitCode, stdout } = await world.sweep();
      expect(exitCode, stdout).toBe(4);
      expect(stdout).toContain('403');
      expect(stdout).toContain('this credential may not delete any more');
      expect(world.journals()).toHaveLength(1);
      expect(await world.held()).toHaveLength(ids.length);
      // The same of a run that ends in order.
      expect((await world.certify('launch.unique-ids')).exitCode).toBe(4);
      task.meta.figure = `${ids.length} deletes refused with 403: each told, exit 4, journal kept`;
    });
  },
);

test(
  'A7: without a journal only what this folder signed is taken, and every refusal is listed',
  patient,
  async ({ task }) => {
    await withLyingWorld(async (world) => {
      const ids = await killedRun(world);
      rmSync(join(world.outDir, 'journal'), { recursive: true });
      const where = ['--testbed', 'served', '--url', world.url];
      const young = await world.sweep([...where, '--yes']);
      expect([young.exitCode, young.stdout]).toEqual([0, expect.stringContaining('too young to tell')]);
      await sleep(aSecond);
      const told = await world.sweep([...where, '--older-than', '1ms']);
      expect([told.exitCode, (await world.held()).length], told.stdout).toEqual([4, ids.length]);
      const swept = await world.sweep([...where, '--older-than', '1ms', '--yes']);
      expect([swept.exitCode, await world.held(), await world.canary()], swept.stdout).toEqual([0, [], 2]);
      const refusals = swept.stdout.split('\n').filter((line) => line.includes('was not signed with the key'));
      expect(refusals).toHaveLength(2);
      task.meta.figure = `${ids.length} of ours found by their marks and removed, 2 look-alikes refused by name`;
    });
  },
);

test(
  'D6: a journal that cannot be read is set aside and told, and what its run made is found by its marks',
  patient,
  async ({ task }) => {
    await withLyingWorld(async (world) => {
      const ids = await killedRun(world);
      const [name = ''] = world.journals();
      appendFileSync(join(world.outDir, 'journal', name), 'not a line\n');
      const told = await world.sweep();
      expect([told.exitCode, told.stdout]).toEqual([4, expect.stringContaining('is no line of a journal')]);
      expect(world.journals()).toEqual([`${name}.unreadable`]);
      expect((await world.held()).map(({ id }) => id)).toEqual(ids);
      await sleep(aSecond);
      const where = ['--testbed', 'served', '--url', world.url, '--older-than', '1ms', '--yes'];
      const swept = await world.sweep(where);
      expect([swept.exitCode, await world.held(), await world.canary()], swept.stdout).toEqual([0, [], 2]);
      task.meta.figure = `journal spoilt: set aside, exit 4; ${ids.length} things found by their marks, 0 left`;
    });
  },
);
