import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect } from 'vitest';
import { type ChaosReport, chaosReportSchema } from '../../../src/chaos/chaos-report.ts';
import { docker, runAssay, startAssay, test, withOutDir } from './docker-world.ts';
import { image } from './image.ts';

const onDocker = ['--testbed', 'docker', '--image', image, '--seed', '1'];

/** Lasts until somebody ends it: one machine that is short of everything, and cut off. */
const held = {
  version: 1,
  operations: [{ do: 'launch', intent: 'a', atMs: 0 }],
  disturbances: [
    ['cpu-constrained', { cpus: 0.25 }],
    ['pids-constrained', { pidsMax: 16 }],
    ['disk-full', {}],
    ['process-hog', { processes: 1 }],
    ['machine-cut-off', { direction: 'both' }],
  ].map(([kind, parameters]) => ({
    ...{ id: kind, kind, parameters },
    trigger: { on: 'event', event: 'machine-running', nth: 1 },
  })),
  oracles: ['I02', 'I10'],
};

const machines = () => docker('ps', '--quiet', '--no-trunc', '--filter', 'label=dev.assay.run');

/** Starts it, and waits until a machine is held to everything. */
async function startHeld(outDir: string, experiment: object, env: Readonly<Record<string, string>> = {}) {
  const file = join(outDir, 'experiment.json');
  await writeFile(file, JSON.stringify(experiment));
  const run = startAssay(['chaos', file, ...onDocker, '--out', outDir], { detached: true }, env);
  const isCutOff = async () => {
    const tables = (await machines()).split('\n').map(async (id) => {
      const pid = await docker('container', 'inspect', '--format', '{{.State.Pid}}', id);
      return (await execa('nsenter', ['--target', pid, '--net', 'iptables', '-S'], { reject: false })).stdout;
    });
    return (await Promise.all(tables)).some((table) => table.includes('ASSAY-'));
  };
  await expect.poll(isCutOff, { timeout: 40_000, interval: 200 }).toBe(true);
  return { run, group: -(run.pid ?? Number.NaN) };
}

async function readChaosReport(outDir: string): Promise<ChaosReport> {
  return chaosReportSchema.parse(JSON.parse(await readFile(join(outDir, 'chaos-report.json'), 'utf8')));
}

/** What must be as it was, beside what the engine holds: the tables, mounts and processes of this machine. */
const ofHost = test.extend('untouchedHost', { auto: true }, async ({ task: _ }, { onCleanup }) => {
  const look = async () => ({
    tables: (await execa('iptables-save')).stdout.replace(/^#.*$/gm, '').replace(/\[\d+:\d+\]/g, ''),
    mounts: (await readFile('/proc/mounts', 'utf8')).split('\n').filter((line) => line.includes('assay')),
    hogs: (await execa('pgrep', ['-fc', 'assay-hog'], { reject: false })).stdout,
  });
  const before = await look();
  onCleanup(async () => expect(await look()).toEqual(before));
  return before;
});

ofHost(
  'M03 fails on real containers with its oracle, and says how each disturbance was done',
  { timeout: 240_000 },
  () =>
    withOutDir(async (outDir) => {
      const { exitCode, stdout, stderr } = await runAssay(['chaos', 'museum/M03', ...onDocker, '--out', outDir]);
      expect(exitCode, stderr).toBe(1);
      expect(stdout).toContain('I20, a crash changes nothing, was violated');
      expect(stdout).toContain('crash native');
      expect(stdout).toContain('stale-read emulated');
      const { verdict, host, leaked, failures } = await readChaosReport(outDir);
      expect([verdict, host.testbed, leaked, failures[0]?.found.shrinkRuns]).toEqual([
        'fail-liveness',
        'docker',
        [],
        0,
      ]);
    }),
);

ofHost(
  'the reference control plane survives everything that real containers can be put through',
  { timeout: 180_000 },
  () =>
    withOutDir(async (outDir) => {
      const { exitCode, stdout, stderr } = await runAssay(['chaos', ...onDocker, '--out', outDir]);
      expect(exitCode, stdout + stderr).toBe(0);
      expect(stderr).toContain('real time on docker: one run');
      const { disturbances, oracles, leaked } = await readChaosReport(outDir);
      expect(disturbances.filter(({ acted }) => acted === 0)).toEqual([]);
      expect(oracles.filter(({ exercised }) => exercised === 0)).toEqual([]);
      expect(leaked).toEqual([]);
    }),
);

ofHost('a Ctrl-C heals and removes everything, and leaves a report of what there was', { timeout: 240_000 }, () =>
  withOutDir(async (outDir) => {
    const { run, group } = await startHeld(outDir, held);
    process.kill(group, 'SIGINT');
    const { exitCode, stderr } = await run;
    expect(exitCode, stderr).toBe(130);
    const { run: about, verdict, leaked } = await readChaosReport(outDir);
    expect([about.interrupted, verdict, leaked]).toEqual([true, 'inconclusive', []]);
    expect((await runAssay(['sweep', '--out', outDir])).stdout).toBe('no run left anything behind');
  }),
);

ofHost('what a run that was killed outright left is told by a sweep, and removed', { timeout: 240_000 }, () =>
  withOutDir(async (outDir) => {
    const { run, group } = await startHeld(outDir, held);
    process.kill(group, 'SIGKILL');
    await run;
    expect(await machines()).not.toBe('');
    const told = await runAssay(['sweep', '--out', outDir]);
    expect([told.exitCode, told.stdout]).toEqual([4, expect.stringContaining('cut of ')]);
    expect(told.stdout).toContain('it ends with its machine');
    const swept = await runAssay(['sweep', '--out', outDir, '--yes']);
    expect([swept.exitCode, swept.stdout]).toEqual([0, expect.stringContaining('swept, nothing is left')]);
    expect(await machines()).toBe('');
  }),
);

ofHost('a run that is killed outright is swept by its watchdog where there is one', { timeout: 240_000 }, () =>
  withOutDir(async (outDir) => {
    const { group } = await startHeld(outDir, held, { ASSAY_WATCHDOG: 'on' });
    process.kill(group, 'SIGKILL');
    await expect.poll(machines, { timeout: 30_000 }).toBe('');
    await expect.poll(() => readdir(join(outDir, 'journal')), { timeout: 30_000 }).toEqual([]);
  }),
);

ofHost('what cannot be removed is told with what to type, and is exit code 4', { timeout: 240_000 }, () =>
  withOutDir(async (outDir) => {
    const { run, group } = await startHeld(outDir, held);
    const [machine = ''] = (await machines()).split('\n');
    const label = await docker('container', 'inspect', '--format', '{{index .Config.Labels "dev.assay.run"}}', machine);
    const volume = await docker('volume', 'create', '--label', `dev.assay.run=${label}`);
    const holder = await docker('run', '--detach', '--volume', `${volume}:/v`, image, 'sleep', '3600');
    try {
      process.kill(group, 'SIGINT');
      const { exitCode, stdout } = await run;
      expect([exitCode, stdout]).toEqual([4, expect.stringContaining(`docker volume rm --force ${volume}`)]);
      expect((await readChaosReport(outDir)).leaked).toMatchObject([{ kind: 'volume', id: volume }]);
    } finally {
      await docker('rm', '--force', holder);
    }
    expect((await runAssay(['sweep', '--out', outDir, '--yes'])).exitCode).toBe(0);
  }),
);

ofHost('a plan that containers cannot carry out is refused before anything starts', () =>
  withOutDir(async (outDir) => {
    const file = join(outDir, 'experiment.json');
    const disturbances = [{ id: 'd1', kind: 'relabelled', trigger: { on: 'time', atMs: 0 } }];
    await writeFile(file, JSON.stringify({ ...held, disturbances }));
    const { exitCode, stderr } = await runAssay(['chaos', file, ...onDocker, '--out', outDir]);
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringContaining('d1: relabelled cannot be done here: docker cannot change the labels of a container'),
    ]);
  }),
);

ofHost(
  'what was found by simulation is confirmed on real containers, and stays what it was',
  { timeout: 240_000 },
  () =>
    withOutDir(async (outDir) => {
      const promoted = ['--promote', '1/2', '--image', image, '--seed', '1', '--out', outDir];
      const { exitCode, stdout } = await runAssay(['chaos', 'museum/M03', ...promoted]);
      expect([exitCode, stdout]).toEqual([1, expect.stringContaining('promoted  confirmed')]);
      const { failures, host, leaked } = await readChaosReport(outDir);
      expect(failures[0]?.promotion).toMatchObject({
        testbed: 'docker',
        label: 'confirmed',
        confirmed: 1,
        reasons: [],
      });
      expect([host.testbed, leaked]).toEqual(['simulated', []]);
    }),
);
