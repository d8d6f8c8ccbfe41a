import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Bootstrap } from '../../../src/provider/bootstrap.ts';
import type { ExecResult } from '../../../src/provider/context.ts';
import { createSlurm } from '../../../src/providers/slurm/slurm.ts';
import { type Asked, contextUnderTest, failed, newJob, oldJob, printed, queue } from './cluster-under-test.ts';

const spec = { cpus: 1, memoryMiB: 512 };
const shown = {
  id: '7',
  status: 'running',
  name: 'training',
  region: 'main',
  spec: { cpus: 2, memoryMiB: 512, gpu: { model: 'a100', count: 2 } },
  tags: { team: 'blue' },
  createdAt: '2026-11-27T13:28:32.000Z',
};

/** A provider, and the commands that it runs. */
function providerOn(answer: (asked: Asked) => ExecResult, env?: Readonly<Record<string, string>>) {
  const calls: Asked[] = [];
  const context = contextUnderTest((asked) => {
    calls.push(asked);
    return answer(asked);
  }, env);
  return { ...createSlurm(context), calls, files: () => calls.map(({ file }) => file) };
}

/** A queue with one job, and a submit that gives its id. */
const oneJob =
  (job: object) =>
  ({ file }: Asked) =>
    file === 'squeue' ? queue(job) : printed(file === 'sbatch' ? '7;cluster\n' : '');

function written(format: Bootstrap['format'], content: string): Bootstrap {
  return { format, content, checksum: createHash('sha256').update(content).digest('hex') };
}

test.each([
  ['22.05', oldJob],
  ['23.11', newJob],
])('a job is read in the form of %s', async (_version, job) => {
  const { provider } = providerOn(oneJob(job));
  expect(await provider.get('7')).toEqual(shown);
  expect(await provider.list()).toEqual([shown]);
});

test.each([
  ['PENDING', 'pending'],
  ['CONFIGURING', 'starting'],
  [['RUNNING', 'CONFIGURING'], 'starting'],
  [['CANCELLED', 'COMPLETING'], 'terminating'],
  ['SUSPENDED', 'stopped'],
  ['CANCELLED', 'terminated'],
  ['TIMEOUT', 'terminated'],
  ['NODE_FAIL', 'error'],
  ['OUT_OF_MEMORY', 'error'],
  ['MIGRATING', 'pending'],
])('the state %j is %s', async (job_state, status) => {
  const { provider } = providerOn(oneJob({ ...oldJob, job_state }));
  expect((await provider.get('7'))?.status).toBe(status);
});

test.each([
  ['was preempted', { job_state: 'PREEMPTED' }, { status: 'terminated', reason: 'SPOT_INTERRUPTED' }],
  [
    'was preempted and waits again under its id',
    { job_state: 'PENDING', restart_cnt: 1, preempt_time: 1_795_786_200 },
    { status: 'pending', reason: 'SPOT_INTERRUPTED' },
  ],
])('a job that %s says so', async (_what, change, expected) => {
  const { provider } = providerOn(oneJob({ ...oldJob, ...change }));
  expect(await provider.get('7')).toMatchObject(expected);
});

test.each([
  ['of somebody else', { comment: 'lr=0.1;{' }],
  ['with the JSON of another program', { comment: '{"assay":"gold","tags":{}}' }],
  ['that was refused, and left its record', { job_state: 'FAILED', state_reason: 'BadConstraints', nodes: '' }],
])('a job %s is not shown, and not ended', async (_what, change) => {
  const { provider, files } = providerOn(oneJob({ ...oldJob, ...change }));
  expect(await provider.list()).toEqual([]);
  expect(await provider.get('7')).toBeNull();
  await provider.terminate('7');
  expect(files()).not.toContain('scancel');
});

test.each(['7_1', '7.0', '007', '7,8', '-u', '', 'abc', '../7'])('%j is no id, and reaches no command', async (id) => {
  const { provider, calls } = providerOn(oneJob(oldJob));
  expect(await provider.get(id)).toBeNull();
  await provider.terminate(id);
  expect(calls).toEqual([]);
});

test('a submit carries everything, and nothing of this process', async () => {
  const { provider, calls } = providerOn(oneJob(oldJob), {
    SLURM_GPUS: 'yes',
    SLURM_PARTITION: 'main',
    SLURM_RUN: 'r1',
  });
  await provider.spawn({ spec: { ...spec, gpu: { model: 'a100', count: 2 } }, tags: { a: 'é"\n' }, name: 'x' });
  const [{ args = [], options } = { args: [], options: {} }] = calls;
  const key = /^--job-name=assay-([0-9a-f]{32})$/.exec(args[1] ?? '')?.[1];
  expect(args).toEqual([
    '--parsable',
    `--job-name=assay-${key}`,
    `--comment={"assay":1,"key":"${key}","name":"x","run":"r1","tags":{"a":"\\u00e9\\"\\n"}}`,
    '--nodes=1',
    '--ntasks=1',
    '--cpus-per-task=1',
    '--mem=512M',
    '--gres=gpu:a100:2',
    '--no-requeue',
    '--export=NIL',
    '--output=/dev/null',
    '--partition=main',
  ]);
  expect(options.input).toMatch(/^#!\/bin\/sh\n/);
});

test.each([
  ['PartitionConfig', 'INVALID_SPEC'],
  ['PartitionTimeLimit', 'INVALID_SPEC'],
  ['BadConstraints', 'INVALID_SPEC'],
  ['QOSMaxCpuPerUserLimit', 'QUOTA_EXCEEDED'],
  ['AssocGrpGRES', 'QUOTA_EXCEEDED'],
])('a job that was taken and waits for %s is cancelled, and refused as %s', async (state_reason, code) => {
  let isCancelled = false;
  const { provider } = providerOn((asked) => {
    isCancelled ||= asked.file === 'scancel';
    return oneJob({ ...oldJob, job_state: isCancelled ? 'CANCELLED' : 'PENDING', state_reason, nodes: '' })(asked);
  });
  await expect(provider.spawn({ spec })).rejects.toMatchObject({ code });
  expect(isCancelled).toBe(true);
});

test.each(['Priority', 'Resources', 'BeginTime', 'Dependency'])(
  'a job that waits for %s waits',
  async (state_reason) => {
    const { provider, files } = providerOn(oneJob({ ...oldJob, job_state: 'PENDING', state_reason }));
    expect(await provider.spawn({ spec })).toMatchObject({ id: '7', status: 'pending' });
    expect(files()).not.toContain('scancel');
  },
);

test('one that could not be cancelled may still be there, and that is told', async () => {
  const waits = oneJob({ ...oldJob, job_state: 'PENDING', state_reason: 'PartitionConfig' });
  const { provider } = providerOn((asked) =>
    asked.file === 'scancel' ? failed('Access/permission denied') : waits(asked),
  );
  await expect(provider.spawn({ spec })).rejects.toMatchObject({ code: 'INVALID_SPEC', ambiguous: true });
});

test('a submit whose answer was lost is found by its comment, and not sent again', async () => {
  let comment = '';
  const { provider, files } = providerOn(({ file, args }) => {
    if (file === 'squeue') return queue({ ...oldJob, job_id: 6 }, { ...oldJob, comment });
    comment = args[2]?.replace('--comment=', '') ?? '';
    return failed('sbatch: error: Batch job submission failed: Socket timed out on send/recv operation');
  });
  expect((await provider.spawn({ spec })).id).toBe('7');
  expect(files().filter((file) => file === 'sbatch')).toHaveLength(1);
});

test('scancel is silent also where nothing came of it, and a look tells', async () => {
  const { provider } = providerOn(oneJob(oldJob));
  await expect(provider.terminate('7')).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE', ambiguous: true });
});

test('a job that fails of the signal that it was sent has ended as it should', async () => {
  let isCancelled = false;
  const { provider } = providerOn((asked) => {
    isCancelled ||= asked.file === 'scancel';
    return oneJob({ ...oldJob, job_state: isCancelled ? 'FAILED' : 'RUNNING' })(asked);
  });
  await provider.terminate('7');
  expect((await provider.get('7'))?.status).toBe('terminated');
});

test('a bootstrap is not read by sbatch: its options and its carriage returns stay its own', async () => {
  const { provider, calls } = providerOn(oneJob(oldJob));
  const content = '#!/bin/sh\n#SBATCH --time=1\r\necho "it\'s"\n';
  await provider.spawn({ spec, bootstrap: written('shell', content) });
  const script = calls[0]?.options.input ?? '';
  expect(script).not.toMatch(/#SBATCH|\r/);
  const [, encoded = ''] = /printf %s '([^']*)'/.exec(script) ?? [];
  expect(Buffer.from(encoded, 'base64').toString()).toBe(content);
});

test.each([
  [{ image: 'ubuntu' }, /image cannot be honoured/],
  [{ region: 'elsewhere' }, /region must be main/],
  [{ tags: { long: 'x'.repeat(1_024) } }, /too long for SLURM/],
  [{ spec: { ...spec, gpu: { model: 'a100:2,license', count: 1 } } }, /spec\.gpu\.model/],
  [{ spec: { ...spec, diskGiB: 1 } }, /spec\.diskGiB/],
  [{ bootstrap: written('cloud-init', '#cloud-config\n') }, /cloud-init cannot be honoured/],
])('%j is refused before anything is submitted', async (part, message) => {
  const { provider, calls } = providerOn(oneJob(oldJob), { SLURM_PARTITION: 'main', SLURM_GPUS: 'yes' });
  await expect(provider.spawn({ spec, ...part })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringMatching(message),
  });
  expect(calls).toEqual([]);
});

test('GPUs are declared where the settings say that there are some', async () => {
  const { provider } = providerOn(oneJob(oldJob), {});
  expect(provider.capabilities.gpu).toBe(false);
  await expect(provider.spawn({ spec: { ...spec, gpu: { model: 'a100', count: 1 } } })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
  });
});

test.each([
  [{ SLURM_GPUS: 'two' }, /SLURM_GPUS must be yes or no/],
  [{ SLURM_PARTITION: 'a b' }, /SLURM_PARTITION must be one name/],
  [{ SLURM_ACCOUNT: '--uid=0,x' }, /SLURM_ACCOUNT must be one name/],
])('settings %j are refused', (env, message) => {
  expect(() => providerOn(oneJob(oldJob), env)).toThrow(message);
});

test('a machine that knows no cluster is told what makes one known', async () => {
  const stderr = [
    'scontrol: error: _establish_config_source: failed to fetch config',
    'scontrol: fatal: Could not establish a configuration source',
  ].join('\n');
  const provider = providerOn(() => ({ ...printed(''), exitCode: 1, stderr }));
  await expect(provider.hooks.onStartup()).rejects.toThrow(/scontrol does not know the cluster .*: set SLURM_CONF/);
});

test('before anything is submitted it is said that the controller is down, or that there is no such partition', async () => {
  const answer = (isUp: boolean) => (asked: Asked) =>
    asked.file === 'sinfo'
      ? printed('main\nmain\nspot\n')
      : printed(`Slurmctld(primary) at c is ${isUp ? 'UP' : 'DOWN'}\n`);
  const settings = { SLURM_PARTITION: 'nope' };
  await expect(providerOn(answer(false), settings).hooks.onStartup()).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
  });
  await expect(providerOn(answer(true), settings).hooks.onStartup()).rejects.toThrow('the cluster has main, spot');
  await providerOn(answer(true), { SLURM_PARTITION: 'spot' }).hooks.onStartup();
});

test('a job that ended before it had a node has no size any more, and is told of all the same', async () => {
  const old = { ...oldJob, job_state: 'CANCELLED', nodes: '', cpus: null };
  const newer = { ...newJob, job_id: 8, job_state: ['CANCELLED'], nodes: '', cpus: { set: false, number: 0 } };
  const { provider } = createSlurm(contextUnderTest(() => queue(old, newer)));
  const instances = await provider.list();
  expect(instances.map(({ id, status, spec }) => ({ id, status, spec }))).toEqual([
    { id: '7', status: 'terminated', spec: undefined },
    { id: '8', status: 'terminated', spec: undefined },
  ]);
});
