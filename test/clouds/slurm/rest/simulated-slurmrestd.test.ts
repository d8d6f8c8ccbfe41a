import { expect, test } from 'vitest';
import { createSimulatedSlurmrestd } from '../../../../src/clouds/slurm/rest/simulated-slurmrestd.ts';
import type { SlurmOptions } from '../../../../src/clouds/slurm/slurm-options.ts';
import { createRandom } from '../../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../../src/testbed/virtual-clock.ts';

const plain = { oneSubmitTimesOutOf: Number.POSITIVE_INFINITY, hasNeighbours: false, latencyMaxMs: 0 } as const;
const script = '#!/bin/sh\nsleep 600\n';
const job = { name: 'a', environment: { PATH: '/bin' }, cpus_per_task: 1, memory_per_node: 64 };

function slurmrestd(options: Partial<SlurmOptions> = {}) {
  const clock = createVirtualClock();
  const needs = { clock, random: createRandom(1), user: 'me', token: 't' };
  const service = createSimulatedSlurmrestd(needs, { version: '22.05', ...plain, ...options });
  const ask = async (method: string, path: string, body: object | string = '', token: string | null = 't') => {
    const headers: Record<string, string> =
      token === null ? {} : { 'x-slurm-user-name': 'me', 'x-slurm-user-token': token };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const request = { method, path, query: '', host: 's', headers, body: text };
    const answer = await service.handle(request);
    return { status: answer.status, body: answer.body.startsWith('{') ? JSON.parse(answer.body) : answer.body };
  };
  const submit = (given: object = job) => ask('POST', '/slurm/v0.0.38/job/submit', { script, job: given });
  return { ask, submit, clock };
}

// What these say was measured on slurmrestd 22.05.8.
test('a token that is wrong is answered as if the controller had hung up, each time in other words', async () => {
  const { ask } = slurmrestd();
  const refusals = [
    await ask('GET', '/slurm/v0.0.38/ping', undefined, 'x'),
    await ask('GET', '/slurm/v0.0.38/partitions', undefined, 'x'),
    await ask('POST', '/slurm/v0.0.38/job/submit', { script, job }, 'x'),
    await ask('DELETE', '/slurm/v0.0.38/job/1', undefined, 'x'),
  ];
  expect(refusals).toMatchObject([
    { status: 500, body: { errors: [{ error_number: -1 }] } },
    { status: 500, body: { errors: [{ errno: -1 }] } },
    { status: 500, body: { errors: [{ error_code: 5005 }] } },
    { status: 500, body: { errors: [{ error_number: 5005 }] } },
  ]);
  expect(await ask('GET', '/slurm/v0.0.38/ping', undefined, '')).toMatchObject({ status: 500 });
  expect(await ask('GET', '/slurm/v0.0.38/ping', undefined, null)).toMatchObject({ status: 401 });
});

test('more processors than a partition has are taken, with an error beside the id', async () => {
  const { submit } = slurmrestd({ enforcesPartLimits: false });
  expect(await submit({ ...job, cpus_per_task: 9_999 })).toMatchObject({
    status: 200,
    body: { job_id: expect.any(Number), errors: [{ error_code: 2015 }] },
  });
});

test.each<[object, number, readonly (number | undefined)[]]>([
  [{ ...job, partition: 'nope' }, 500, [2000]],
  [{ ...job, partition: '' }, 500, [2000]],
  [{ ...job, gres: 'gpu:nope:1' }, 500, [2014]],
  [{ ...job, gres: 'nope:1' }, 400, [9001]],
  [{ ...job, comment: 'x'.repeat(1_025) }, 500, [2012]],
  [{ ...job, comment: ['x'] }, 400, [-1, 9001]],
  [{ ...job, foo: 1 }, 400, [undefined, 9001]],
  [{ ...job, environment: undefined }, 400, [2127, 9001]],
  [{ ...job, environment: {} }, 400, [2127, 9001]],
  [{ ...job, environment: ['PATH=/bin'] }, 400, [-1, -1, 9001]],
  [{ ...job, cpus_per_task: 0 }, 400, [-1, -1, 9001]],
  [{ ...job, cpus_per_task: 'x' }, 400, [9202, -1, 9001]],
  [{ ...job, tasks: 0 }, 400, [-1, -1, 9001]],
  [{ ...job, memory_per_node: 16.5 }, 400, [-1, -1, 9001]],
  [{ ...job, time_limit: null }, 400, [-1, -1, 9001]],
])('a submit of %j is refused with %i and %j', async (given, status, numbers) => {
  const { submit } = slurmrestd();
  const refusal = await submit(given);
  expect(refusal.status).toBe(status);
  const errors: readonly Readonly<Record<string, unknown>>[] = refusal.body.errors;
  expect(errors.map((each) => each.error_code ?? each.error_number)).toEqual(numbers);
});

test('numbers may be texts and texts numbers, and the requeue is not heeded', async () => {
  const { submit, ask } = slurmrestd();
  const given = { name: 7, comment: null, cpus_per_task: '2', memory_per_node: '1G', time_limit: '10', requeue: false };
  const { job_id: id } = (await submit({ ...job, ...given, account: 'lab' })).body;
  const [shown] = (await ask('GET', `/slurm/v0.0.38/job/${id}`)).body.jobs;
  const read = { name: '7', comment: '', cpus: 2, memory_per_node: 1_024, time_limit: 10, account: 'lab' };
  expect(shown).toMatchObject({ ...read, requeue: true });
});

test.each([
  [undefined, 500, 2009],
  [{ script: ['x'], job }, 500, 2009],
  [{ script }, 400, 9002],
  [{ script, job: 'x' }, 400, 9002],
])('a submit of %j says what it lacks', async (body, status, number) => {
  const { ask } = slurmrestd();
  const refusal = await ask('POST', '/slurm/v0.0.38/job/submit', body);
  expect(refusal).toMatchObject({ status, body: { errors: [{ error_code: number }] } });
});

test.each([
  ['sleep 600\n', { job_state: 'FAILED', state_reason: 'NonZeroExitCode', exit_code: 2_048 }],
  ['#!/bin/sh\r\nsleep 600\r\n', { job_state: 'FAILED', state_reason: 'NonZeroExitCode', exit_code: 512 }],
  ['#!/bin/sh\n\0', { job_state: 'COMPLETED', state_reason: 'None', exit_code: 0 }],
  ['', { job_state: 'PENDING', state_reason: 'JobHeldUser', restart_cnt: 1 }],
])('the script %j is taken, which sbatch would refuse, and comes to %j', async (own, becomes) => {
  const { ask, clock } = slurmrestd({ minJobAgeMs: 300_000 });
  const { body } = await ask('POST', '/slurm/v0.0.38/job/submit', { script: own, job });
  expect(body.errors).toEqual([]);
  await clock.sleep(200_000);
  expect((await ask('GET', '/slurm/v0.0.38/jobs')).body.jobs).toMatchObject([becomes]);
});

test.each([
  ['GET', 'job/abc', 400, 9002],
  ['GET', 'job/4294967296', 400, 9002],
  ['GET', 'job/99999999', 500, 2017],
  ['DELETE', 'job/abc', 500, 2017],
])('%s %s is refused with %i and %i', async (method, path, status, number) => {
  const refusal = await slurmrestd().ask(method, `/slurm/v0.0.38/${path}`);
  expect(refusal).toMatchObject({ status, body: { errors: [{ error_number: number }] } });
});

test('an id that is too large for one begins again at 0, and ends the job of that number', async () => {
  const { ask, submit } = slurmrestd({ scheduleMs: 10_000 });
  const id = (await submit()).body.job_id;
  const around = `/slurm/v0.0.38/job/${2 ** 32 + id}`;
  expect((await ask('GET', around)).body.jobs).toMatchObject([{ job_id: id }]);
  await ask('DELETE', around);
  expect((await ask('GET', around)).body.jobs).toMatchObject([{ job_state: 'CANCELLED' }]);
});

test('what the front refuses is a text, and comes before what a controller would say', async () => {
  const { ask } = slurmrestd();
  const said = async (method: string, path: string, body?: string, token?: string | null) =>
    (await ask(method, `/slurm/v0.0.38/${path}`, body, token)).status;
  expect(await said('DELETE', 'jobs', '', 'x')).toBe(405);
  expect(await said('GET', 'job/submit')).toBe(405);
  expect(await said('GET', 'nope', '', 'x')).toBe(404);
  expect(await said('GET', 'nope', '', null)).toBe(401);
  expect(await said('POST', 'job/submit', '{nope', 'x')).toBe(400);
});

test('every node says which GPUs it has, and which partitions it is in', async () => {
  const node = async (hasGpus: boolean) =>
    (await slurmrestd({ hasGpus }).ask('GET', '/slurm/v0.0.38/nodes')).body.nodes[0];
  expect(await node(true)).toMatchObject({ gres: 'gpu:a100:8,gpu:h100:8', partitions: ['main', 'spot'] });
  expect(await node(false)).toMatchObject({ gres: '' });
});

test('a job is deleted again and again for as long as it is remembered', async () => {
  const { ask, submit, clock } = slurmrestd({ minJobAgeMs: 10_000, killMs: 1_000, scheduleMs: 0, configureMs: 0 });
  const path = `/slurm/v0.0.38/job/${(await submit()).body.job_id}`;
  expect([await ask('DELETE', path), await ask('DELETE', path)]).toMatchObject([{ status: 200 }, { status: 200 }]);
  await clock.sleep(20_000);
  expect([await ask('DELETE', path), await ask('GET', path)]).toMatchObject([
    { status: 500, body: { errors: [{ error_number: 2017 }] } },
    { status: 500, body: { errors: [{ error_number: 2017 }] } },
  ]);
});

test('22.05 tells what becomes of jobs that are pre-empted, and later versions do not', async () => {
  const partitions = async (version: SlurmOptions['version']) => {
    const number = version === '22.05' ? 38 : 40;
    return (await slurmrestd({ version }).ask('GET', `/slurm/v0.0.${number}/partitions`)).body.partitions;
  };
  expect(await partitions('22.05')).toEqual([
    { name: 'main', preemption_mode: ['disabled'] },
    { name: 'spot', preemption_mode: [] },
  ]);
  expect(await partitions('23.11')).toEqual([{ name: 'main' }, { name: 'spot' }]);
});

test('each version of SLURM has versions of its own, and others are not there', async () => {
  const paths = async (version: SlurmOptions['version']) =>
    Object.keys((await slurmrestd({ version }).ask('GET', '/openapi/v3')).body.paths).join();
  expect(await paths('22.05')).toContain('/slurm/v0.0.38/ping');
  expect(await paths('23.11')).toContain('/slurm/v0.0.40/ping');
  expect(await slurmrestd().ask('GET', '/slurm/v0.0.40/ping')).toMatchObject({ status: 404 });
});
