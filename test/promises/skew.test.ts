import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { listLagMs, withLyingWorld } from './lying-world.ts';

const minuteMs = 60_000;

test('C4: a service whose clock is off makes no young instance look expired to the sweep', {
  timeout: 120_000,
}, async ({ task }) => {
  let spared = 0;
  await withLyingWorld(async (world) => {
    const where = ['--testbed', 'served', '--url', world.url, '--yes'];
    for (const minutes of [-15, -1, 1, 15]) {
      await world.oracle.lie({ clockSkewMs: minutes * minuteMs });
      await world.certify('volumes.*', { ASSAY_FAULT_AT: 'after-id-journalled:2' });
      rmSync(join(world.outDir, 'journal'), { recursive: true });
      const left = (await world.held()).length;
      expect(left).toBeGreaterThan(0);
      // Its lists are late by so much, and a sweep may begin sooner than that.
      await sleep(listLagMs);
      const young = await world.sweep([...where, '--older-than', '30s']);
      expect([young.exitCode, (await world.held()).length], young.stdout).toEqual([0, left]);
      expect(young.stdout).toContain('too young to tell');
      spared += left;
      // What is old enough by our own clock goes, whatever the service takes it for.
      // A service says its time in whole seconds.
      await sleep(1_100);
      const old = await world.sweep([...where, '--older-than', '1ms']);
      expect([old.exitCode, await world.held(), await world.canary()], old.stdout).toEqual([0, [], 2]);
    }
  });
  task.meta.figure = `4 clocks up to 15 min off: ${spared} young things spared, all gone once they were old enough`;
});
