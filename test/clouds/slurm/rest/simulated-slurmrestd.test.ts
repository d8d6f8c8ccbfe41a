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
  const ask = async (method: string, path: string, body?: object, token = 't') => {
    const headers = { 'x-slurm-user-name': 'me', 'x-slurm-user-token': token };
    const request = { method, path, query: '', host: 's', headers, body: body ? JSON.stringify(body) : '' };
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
  expect(await ask('GET', '/slurm/v0.0.38/ping', undefined, '')).toMatchObject({ status: 401 });
});

test('more processors than a partition has are taken, with an error beside the id', async () => {
  const { submit } = slurmrestd({ enforcesPartLimits: false });
  expect(await submit({ ...job, cpus_per_task: 9_999 })).toMatchObject({
    status: 200,
    body: { job_id: expect.any(Number), errors: [{ error_code: 2015 }] },
  });
});

test.each([
  [{ ...job, partition: 'nope' }, 500, 2000],
  [{ ...job, gres: 'gpu:nope:1' }, 500, 2014],
  [{ ...job, gres: 'nope:1' }, 400, 9001],
  [{ ...job, comment: 'x'.repeat(1_025) }, 500, 2012],
  [{ ...job, foo: 1 }, 400, 9001],
  [{ ...job, environment: undefined }, 400, 2127],
])('a submit of %j is refused with %i and %i', async (given, status, number) => {
  const { submit } = slurmrestd();
  expect(await submit(given)).toMatchObject({ status, body: { errors: [{ error_code: number }] } });
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
  expect(await paths('22.05')).toContain('/slurm/v0.0.38/ping/');
  expect(await paths('23.11')).toContain('/slurm/v0.0.40/ping/');
  expect(await slurmrestd().ask('GET', '/slurm/v0.0.40/ping')).toMatchObject({ status: 404 });
});
