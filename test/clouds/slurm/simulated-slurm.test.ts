import { expect, test } from 'vitest';
import { createSimulatedSlurm } from '../../../src/clouds/slurm/simulated-slurm.ts';
import { type SlurmOptions, slurmVersions } from '../../../src/clouds/slurm/slurm-options.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const script = '#!/bin/sh\nsleep 60\n';
const plain: Partial<SlurmOptions> = {
  version: '22.05',
  scheduleMs: 1_000,
  configureMs: 2_000,
  killMs: 3_000,
  minJobAgeMs: 60_000,
  enforcesPartLimits: false,
  printsCluster: false,
  failsWhenCancelled: false,
  oneSubmitTimesOutOf: Number.POSITIVE_INFINITY,
  hasNeighbours: false,
  latencyMaxMs: 0,
};

/** A cluster, and its commands. */
function clusterThat(given: Partial<SlurmOptions> = {}) {
  const clock = createVirtualClock();
  const service = createSimulatedSlurm(clock, createRandom(1), { ...plain, ...given });
  const run = (file: string, ...args: string[]) => service.exec(file, args);
  const submit = (...args: string[]) => service.exec('sbatch', ['--parsable', ...args], { input: script });
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it likes.
  const jobs = async (...args: string[]): Promise<any[]> =>
    JSON.parse((await run('squeue', '--json', ...args)).stdout).jobs;
  return { clock, service, run, submit, jobs };
}

test('a job waits, starts, runs, is ended, is over, and is forgotten', async () => {
  const { clock, run, submit, jobs, service } = clusterThat();
  const id = (await submit()).stdout.trim();
  const states: unknown[] = [];
  for (const ms of [0, 1_000, 2_000]) {
    await clock.sleep(ms);
    states.push((await jobs())[0]?.job_state);
  }
  expect((await run('scancel', id)).stdout).toBe('');
  for (const ms of [0, 3_000]) {
    await clock.sleep(ms);
    states.push((await jobs())[0]?.job_state);
  }
  expect(states).toEqual(['PENDING', 'CONFIGURING', 'RUNNING', 'COMPLETING', 'CANCELLED']);
  expect(await service.ledger.entries()).toMatchObject([{ id, gone: true, running: false }]);
  await clock.sleep(60_000);
  expect(await jobs()).toEqual([]);
});

test('22.05 ignores what squeue --json is asked for; 23.11 does not', async () => {
  const [old, young] = slurmVersions.map((version) => clusterThat({ version }));
  if (!old || !young) throw new Error('there are two versions');
  for (const { submit } of [old, young]) await submit();
  expect(await old.jobs('--jobs=1')).toHaveLength(1);
  expect(await young.run('squeue', '--json', '--jobs=1')).toMatchObject({
    exitCode: 1,
    stderr: 'slurm_load_jobs error: Invalid job id specified\n',
  });
  const [job] = await young.jobs();
  expect(job).toMatchObject({ job_state: ['PENDING'], cpus: { set: true, number: 1 } });
  await young.run('scancel', String(job.job_id));
  expect(await young.jobs()).toEqual([]);
  expect(await young.jobs('--states=all')).toHaveLength(1);
});

test('a submit that is refused takes an id all the same, and may leave the record of a job that failed', async () => {
  const { submit, jobs, service } = clusterThat();
  const first = Number((await submit()).stdout);
  expect((await submit('--partition=nope')).stderr).toMatch(/Invalid partition name specified/);
  expect((await submit('--mem=99999999M')).stderr).toMatch(/Memory specification can not be satisfied/);
  expect(Number((await submit()).stdout)).toBe(first + 3);
  expect((await jobs()).map(({ job_state }) => job_state)).toEqual(['PENDING', 'FAILED', 'PENDING']);
  expect(await service.ledger.entries()).toHaveLength(2);
});

test('more than a partition has is taken, and waits for ever, where limits are not enforced', async () => {
  const { clock, submit, jobs } = clusterThat();
  expect((await submit('--cpus-per-task=1000')).exitCode).toBe(0);
  await clock.sleep(3_600_000);
  expect(await jobs()).toMatchObject([{ job_state: 'PENDING', state_reason: 'PartitionConfig' }]);
  const strict = clusterThat({ enforcesPartLimits: true });
  expect((await strict.submit('--cpus-per-task=1000')).stderr).toMatch(/More processors requested than permitted/);
});

test('a job in the spot partition makes place for others: signal 15, and the time when', async () => {
  const { clock, service, submit, jobs, run } = clusterThat();
  const id = (await submit('--partition=spot', '--no-requeue')).stdout.trim();
  await clock.sleep(10_000);
  const preempt_time = clock.now() / 1_000;
  await service.spotMarket.interrupt(id);
  const [going] = await jobs();
  await clock.sleep(3_000);
  expect([going, ...(await jobs())]).toMatchObject([
    { job_state: 'COMPLETING', partition: 'spot', exit_code: 0, preempt_time },
    { job_state: 'PREEMPTED', partition: 'spot', exit_code: 15, preempt_time, restart_cnt: 0, requeue: false },
  ]);
  expect(await service.ledger.entries()).toMatchObject([{ id, gone: true, isSpot: true }]);
  expect((await run('sinfo', '--noheader', '--format=%R %M')).stdout).toBe('main OFF\nspot CANCEL\n');
  expect((await run('sinfo', '--noheader', '--format=%R %D %G')).stdout).toBe(
    'main 97 gpu:a100:8,gpu:h100:8\nspot 97 gpu:a100:8,gpu:h100:8\n',
  );
});

test('one that waits keeps nobody out, and goes as soon as it has a place; one of the other partition never does', async () => {
  const { clock, service, submit, jobs } = clusterThat();
  const id = (await submit('--partition=spot')).stdout.trim();
  await service.spotMarket.interrupt(id);
  expect((await jobs())[0].job_state).toBe('PENDING');
  await clock.sleep(5_000);
  expect((await jobs())[0].job_state).toBe('PREEMPTED');
  const other = (await submit()).stdout.trim();
  await expect(service.spotMarket.interrupt(other)).rejects.toThrow(`${other} is no spot job`);
});

test('scancel is silent for what it does not know, and refuses the jobs of others', async () => {
  const { run, jobs } = clusterThat({ hasNeighbours: true });
  expect(await run('scancel', '999999999')).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
  expect((await run('scancel', 'abc')).stderr).toBe('scancel: error: Invalid job id abc\n');
  const [{ job_id: id }] = await jobs();
  expect((await run('scancel', String(id))).stderr).toMatch(/Access\/permission denied/);
});

test.each([
  ['sleep 60\n', /does not look like a batch script/],
  ['#!/bin/sh\r\nsleep 60\r\n', /DOS line breaks/],
  ['#!/bin/sh\nsleep\0 60\n', /NULL character/],
])('the script %j is refused before anybody is asked', async (input, said) => {
  const { service } = clusterThat();
  const { exitCode, stderr } = await service.exec('sbatch', ['--parsable'], { input });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(said);
});

test('the commands that an adapter does not need answer as the real ones do', async () => {
  const { run } = clusterThat();
  expect((await run('scontrol', 'ping')).stdout).toMatch(/is UP/);
  expect((await run('sacct')).stderr).toBe('Slurm accounting storage is disabled\n');
  expect((await run('srun')).exitCode).toBe(127);
});
