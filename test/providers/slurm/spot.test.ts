import { expect, test } from 'vitest';
import type { ExecResult } from '../../../src/provider/context.ts';
import type { SpotRequest } from '../../../src/provider/requests.ts';
import { supports } from '../../../src/provider/supports.ts';
import { createSlurm } from '../../../src/providers/slurm/slurm.ts';
import { type Asked, contextUnderTest, newJob, oldJob, printed, queue } from './cluster-under-test.ts';

const spec = { cpus: 3, memoryMiB: 512 };
const env = { SLURM_PARTITION: 'main', SLURM_SPOT_PARTITION: 'spot', SLURM_SPOT_USD_PER_CPU_HOUR: '0.1' };
const spotJob = { ...oldJob, partition: 'spot' };

/** A provider with spot, and the commands that it runs. */
function providerOn(answer: (asked: Asked) => ExecResult, given: Readonly<Record<string, string>> = env) {
  const calls: Asked[] = [];
  const context = contextUnderTest((asked) => {
    calls.push(asked);
    return answer(asked);
  }, given);
  const { provider, hooks } = createSlurm(context);
  if (!supports(provider, 'spot')) throw new Error('there is no spot');
  return { provider, hooks, calls };
}

const oneJob =
  (job: object) =>
  ({ file }: Asked) =>
    file === 'squeue' ? queue(job) : printed(file === 'sbatch' ? '7\n' : '');

test('what is bid for goes to the partition of the spot jobs and is not requeued, all else to the other one', async () => {
  const { provider, calls } = providerOn(oneJob(spotJob));
  expect(await provider.requestSpotInstance({ spec, maxPriceUsdPerHour: 0.3 })).toEqual({
    ...{ id: '7', status: 'fulfilled', instanceId: '7' },
  });
  await provider.spawn({ spec });
  const submits = calls.filter(({ file }) => file === 'sbatch').map(({ args }) => args);
  expect(submits[0]).toEqual(expect.arrayContaining(['--partition=spot', '--no-requeue']));
  expect(submits[1]).toContain('--partition=main');
});

test('a bid below the price is told as a want of capacity, and nothing is submitted', async () => {
  const { provider, calls } = providerOn(oneJob(spotJob));
  await expect(provider.requestSpotInstance({ spec, maxPriceUsdPerHour: 0.29 })).rejects.toMatchObject({
    code: 'CAPACITY_ERROR',
    message: '3 CPUs in spot cost 0.3 US dollars per hour, and 0.29 were bid',
  });
  expect(calls).toEqual([]);
});

test.each([
  [{ maxPriceUsdPerHour: 0 }, /maxPriceUsdPerHour must be a number above 0/],
  [{ maxPriceUsdPerHour: Number.POSITIVE_INFINITY }, /maxPriceUsdPerHour must be a number above 0/],
  [{ maxPriceUsdPerHour: '1' }, /maxPriceUsdPerHour must be a number above 0/],
  [{ maxPriceUsdPerHour: 1, region: 'main' }, /region must be spot: SLURM_SPOT_PARTITION says/],
  [{ maxPriceUsdPerHour: 0.01, spec: { cpus: 0, memoryMiB: 1 } }, /spec\.cpus/],
])('a bid with %j is refused before anything is submitted', async (part, message) => {
  const { provider, calls } = providerOn(oneJob(spotJob));
  await expect(provider.requestSpotInstance({ spec, ...part } as SpotRequest)).rejects.toMatchObject({
    ...{ code: 'INVALID_SPEC', message: expect.stringMatching(message) },
  });
  expect(calls).toEqual([]);
});

test('a spawn may not name the partition of the spot jobs', async () => {
  const { provider } = providerOn(oneJob(spotJob));
  await expect(provider.spawn({ spec, region: 'spot' })).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test('the price is that of one CPU, and there is none of another partition', async () => {
  const { provider } = providerOn(oneJob(spotJob));
  const prices = [{ machineType: '1-cpu', region: 'spot', priceUsdPerHour: 0.1 }];
  expect(await provider.getSpotPrices()).toEqual(prices);
  expect(await provider.getSpotPrices({ region: 'spot' })).toEqual(prices);
  expect(await provider.getSpotPrices({ region: 'main' })).toEqual([]);
  await expect(provider.getSpotPrices({ region: 1 } as never)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test('a request leaves nothing to cancel, and its job runs on', async () => {
  const { provider, calls } = providerOn(oneJob(spotJob));
  await provider.cancelSpotRequest('7');
  expect(calls).toEqual([]);
});

test('jobs of both partitions are listed, and those of one of them are spot', async () => {
  const { provider } = providerOn(() => queue(oldJob, { ...spotJob, job_id: 8 }));
  expect((await provider.list()).map(({ id, region, spot }) => ({ id, region, spot }))).toEqual([
    { id: '7', region: 'main', spot: undefined },
    { id: '8', region: 'spot', spot: true },
  ]);
});

const number = (value: number) => ({ set: true, infinite: false, number: value });

// The forms of 22.05 are those of real jobs that were pre-empted and requeued there.
test.each([
  ['was pre-empted', { ...spotJob, job_state: 'PREEMPTED', exit_code: 15 }, 'terminated'],
  ['is being pre-empted', { ...spotJob, job_state: 'COMPLETING', preempt_time: 1_795_822_356 }, 'terminating'],
  ['waits again, and nobody knows why', { ...spotJob, job_state: 'PENDING', restart_cnt: 1, nodes: '' }, 'pending'],
  [
    'was pre-empted, in the form of 23.11',
    { ...newJob, partition: 'spot', job_state: ['PREEMPTED'], preempt_time: number(1_795_822_356) },
    'terminated',
  ],
])('a spot job that %s says that it was taken away', async (_what, job, status) => {
  const { provider } = providerOn(oneJob(job));
  expect(await provider.get('7')).toMatchObject({ status, spot: true, reason: 'SPOT_INTERRUPTED' });
});

test.each([
  ['was cancelled', { ...spotJob, job_state: 'CANCELLED' }],
  ['is being cancelled', { ...spotJob, job_state: 'COMPLETING' }],
  ['was given notice, and still runs', { ...spotJob, preempt_time: 1_795_822_356 }],
  ['waits again in the other partition', { ...oldJob, job_state: 'PENDING', restart_cnt: 1 }],
])('a job that %s was not taken away', async (_what, job) => {
  const { provider } = providerOn(oneJob(job));
  expect((await provider.get('7'))?.reason).toBeUndefined();
});

test.each([
  [{}, { gpu: false, spot: false }],
  [{ SLURM_GPUS: 'yes' }, { gpu: true, spot: false }],
  [env, { gpu: false, spot: true }],
  [
    { ...env, SLURM_GPUS: 'yes' },
    { gpu: true, spot: true },
  ],
])('with the settings %j the capabilities are %j, and there are methods for no others', (given, expected) => {
  const { provider } = createSlurm(contextUnderTest(oneJob(oldJob), given));
  expect(provider.capabilities).toMatchObject(expected);
  expect('requestSpotInstance' in provider).toBe(expected.spot);
});

const { SLURM_SPOT_USD_PER_CPU_HOUR: _, ...priceless } = env;

test.each([
  [priceless, /SLURM_SPOT_USD_PER_CPU_HOUR must be .* a bid can be kept only where a price is known, got ""$/],
  [{ ...env, SLURM_SPOT_USD_PER_CPU_HOUR: '0' }, /SLURM_SPOT_USD_PER_CPU_HOUR must be .*, got "0"$/],
  [{ ...env, SLURM_SPOT_USD_PER_CPU_HOUR: 'cheap' }, /SLURM_SPOT_USD_PER_CPU_HOUR must be .*, got "cheap"$/],
  [{ ...env, SLURM_SPOT_PARTITION: 'a,b' }, /SLURM_SPOT_PARTITION must be one name/],
  [{ ...env, SLURM_PARTITION: 'spot' }, /SLURM_PARTITION must name another partition/],
  [{ ...env, SLURM_PARTITION: '' }, /SLURM_PARTITION must name another partition/],
])('the settings %j are refused', (given, message) => {
  expect(() => createSlurm(contextUnderTest(oneJob(oldJob), given))).toThrow(message);
});
