import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { docker, runAssay, startAssay, test, withOutDir } from './docker-world.ts';
import { image } from './image.ts';

const command = ['certify', 'orbstack', '--testbed', 'docker', '--image', image];
const ours = ['--filter', 'label=dev.assay.run', '--filter', 'label=dev.assay.provider=orbstack'];

const containers = () => docker('ps', '--all', '--quiet', '--no-trunc', ...ours);

/** Starts a run, and kills it with everything that belongs to it as soon as it has a container. */
async function killedRun(outDir: string): Promise<void> {
  const run = startAssay([...command, '--out', outDir], { detached: true });
  await expect.poll(containers, { timeout: 20_000, interval: 20 }).not.toBe('');
  process.kill(-(run.pid ?? Number.NaN), 'SIGKILL');
  await run;
}

/** Looks like a machine of a run of ours, and is of a run that no journal here knows. */
async function withCanary(use: (id: string) => Promise<void>): Promise<void> {
  const labels = ['--label', 'dev.assay.run=canary', '--label', 'dev.assay.provider=orbstack'];
  const id = await docker('create', '--name', `assay-${'c'.repeat(32)}`, ...labels, image, 'true');
  try {
    await use(id);
  } finally {
    await docker('rm', '--force', id);
  }
}

test('A1, A7: what a run that was killed outright left is told, removed when asked, and nothing else is', () =>
  withOutDir(async (outDir) => {
    await withCanary(async (canary) => {
      const run = startAssay([...command, '--out', outDir], { detached: true });
      await expect.poll(async () => (await containers()).split('\n').length, { timeout: 20_000 }).toBeGreaterThan(1);
      process.kill(-(run.pid ?? Number.NaN), 'SIGKILL');
      await run;
      const before = await containers();

      const told = await runAssay(['sweep', '--out', outDir]);
      expect([told.exitCode, told.stderr]).toEqual([4, '']);
      expect(told.stdout).toContain('it was killed, and may have left something behind');
      expect(told.stdout).toContain('nothing was touched; to remove it: assay sweep --yes');
      expect(await containers()).toBe(before);

      const swept = await runAssay(['sweep', '--out', outDir, '--yes']);
      expect([swept.exitCode, swept.stdout]).toEqual([0, expect.stringContaining('swept, nothing is left')]);
      expect(await containers()).toBe(canary);
      const again = await runAssay(['sweep', '--out', outDir, '--yes']);
      expect([again.exitCode, again.stdout]).toEqual([0, 'no run left anything behind']);
    });
  }));

test('A2: a sweep that is killed itself is done by the next one', () =>
  withOutDir(async (outDir) => {
    await killedRun(outDir);
    const sweep = startAssay(['sweep', '--out', outDir, '--yes'], { detached: true });
    setTimeout(() => process.kill(-(sweep.pid ?? Number.NaN), 'SIGKILL'), 400);
    await sweep;
    const { exitCode, stdout } = await runAssay(['sweep', '--out', outDir, '--yes']);
    expect(exitCode, stdout).toBe(0);
    expect(await containers()).toBe('');
  }));

test('A8: a sweep leaves a run that is under way alone', () =>
  withOutDir(async (outDir) => {
    const run = startAssay([...command, '--contracts', 'launch.*', '--out', outDir]);
    await expect.poll(containers, { timeout: 20_000, interval: 20 }).not.toBe('');
    const { exitCode, stdout } = await runAssay(['sweep', '--out', outDir, '--yes']);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('under way, left alone')]);
    const ended = await run;
    expect(ended.exitCode, ended.stderr).toBe(0);
    expect(await readdir(join(outDir, 'journal'))).toEqual([]);
  }));
