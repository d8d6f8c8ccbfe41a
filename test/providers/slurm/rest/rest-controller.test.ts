import { expect, test } from 'vitest';
import type { ProviderErrorCode } from '../../../../src/provider/provider-error.ts';
import { supports } from '../../../../src/provider/supports.ts';
import { createSlurm } from '../../../../src/providers/slurm/slurm.ts';
import { createRandom } from '../../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../../src/testbed/virtual-clock.ts';
import { createWorldContext } from '../../../../src/testbed/world-context.ts';
import { newJob, oldJob } from '../cluster-under-test.ts';
import { slurmrestd, token } from './slurmrestd-under-test.ts';

const request = { spec: { cpus: 2, memoryMiB: 512, gpu: { model: 'a100', count: 1 } } };

function refused(error: object, status = 500): Response {
  return Response.json({ errors: [error] }, { status });
}

test('a submit carries everything in the form of 22.05, and whose it is', async () => {
  const { provider, asked } = slurmrestd(({ method }) =>
    Response.json(method === 'POST' ? { errors: [], job_id: 7 } : { jobs: [oldJob] }),
  );
  expect(await provider.spawn({ ...request, tags: { team: 'blue' } })).toMatchObject({ id: '7', status: 'running' });
  const [submit] = asked;
  expect(submit?.path).toBe('/slurm/v0.0.38/job/submit');
  expect(Object.fromEntries(submit?.headers ?? [])).toMatchObject({
    'x-slurm-user-name': 'me',
    'x-slurm-user-token': token,
  });
  expect(submit?.body).toEqual({
    script: expect.stringContaining('#!/bin/sh'),
    job: {
      name: expect.stringMatching(/^assay-[0-9a-f]{32}$/),
      comment: expect.stringContaining('"team":"blue"'),
      ...{ tasks: 1, cpus_per_task: 2, memory_per_node: 512, nodes: [1, 1], gres: 'gpu:a100:1', requeue: false },
      environment: { PATH: '/usr/local/bin:/usr/bin:/bin' },
      ...{ current_working_directory: '/', standard_output: '/dev/null' },
    },
  });
});

test('the newest version that both know is spoken, in its form', async () => {
  const { provider, asked } = slurmrestd(
    ({ method }) => Response.json(method === 'POST' ? { errors: [], job_id: 7 } : { jobs: [newJob] }),
    [39, 40, 99],
  );
  await provider.spawn(request);
  expect(asked[0]?.path).toBe('/slurm/v0.0.40/job/submit');
  expect(asked[0]?.body.job).toMatchObject({
    ...{ environment: ['PATH=/usr/local/bin:/usr/bin:/bin'], tres_per_node: 'gres/gpu:a100:1', minimum_nodes: 1 },
    memory_per_node: { set: true, infinite: false, number: 512 },
  });
});

test('a slurmrestd whose versions nobody knows is told so', async () => {
  const { provider } = slurmrestd(() => Response.json({}), [99]);
  await expect(provider.list()).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
    message: 'slurmrestd has no version of its API from v0.0.36 to v0.0.43, but v0.0.99',
  });
});

test('a submit with errors and an id was taken', async () => {
  const warning = { error_code: 2068, error: 'Required node not available (down, drained or reserved)' };
  const { provider } = slurmrestd(({ method }) =>
    Response.json(
      method === 'POST'
        ? { errors: [warning], job_id: 7 }
        : { jobs: [{ ...oldJob, job_state: 'PENDING', state_reason: 'Resources' }] },
    ),
  );
  expect(await provider.spawn(request)).toMatchObject({ id: '7', status: 'pending' });
});

test.each<[string, object, ProviderErrorCode]>([
  ['a submit', { error_code: 2014, error: 'Requested node configuration is not available' }, 'INVALID_SPEC'],
  ['a job', { error_number: 2002, error: 'Access/permission denied', description: 'x' }, 'AUTH_ERROR'],
  ['a partition', { errno: 2000, error: 'Invalid partition name specified' }, 'INVALID_SPEC'],
  ['a quota', { error_code: 2050, error: 'Job violates accounting/QOS policy' }, 'QUOTA_EXCEEDED'],
  ['a want of room', { error_code: 2101, error: 'Partition in DOWN state' }, 'CAPACITY_ERROR'],
  [
    'a controller that is down',
    { error_code: 1800, error: 'Unable to contact slurm controller' },
    'PROVIDER_UNAVAILABLE',
  ],
  ['a number that nobody knows', { error_code: 8888, error: 'The flux is not aligned' }, 'UNCLASSIFIED'],
])('%s is refused by its number, under whichever name, and not by its 500', async (_what, error, code) => {
  const { provider } = slurmrestd(({ method }) => (method === 'POST' ? refused(error) : Response.json({ jobs: [] })));
  const isUnclear = code === 'PROVIDER_UNAVAILABLE';
  await expect(provider.spawn(request)).rejects.toMatchObject({ code, ...(isUnclear && { ambiguous: true }) });
});

test.each([
  [
    'a read',
    (own: ReturnType<typeof slurmrestd>) => own.provider.list(),
    { error_number: -1, error: 'Unspecified error' },
  ],
  [
    'a submit',
    (own: ReturnType<typeof slurmrestd>) => own.provider.spawn(request),
    { error_code: 5005, error: 'Zero Bytes' },
  ],
  [
    'the start',
    (own: ReturnType<typeof slurmrestd>) => own.hooks.onStartup(),
    { error_number: -1, error: 'Unspecified error' },
  ],
])('a token that is wrong is told by %s as what it is, although the answer is a 500', async (_what, run, error) => {
  const own = slurmrestd(({ path }) =>
    refused(path.endsWith('/job/0') ? { error_number: 5005, error: 'Zero Bytes' } : error),
  );
  const failure = await run(own).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({
    code: 'AUTH_ERROR',
    message: expect.stringContaining('make another with scontrol token'),
  });
  expect(String(failure)).not.toContain(token);
});

test.each([
  ['is not there', 1800],
  ['hangs', 5004],
  ['hung up once, and knows the caller', 2017],
])(
  'a controller that %s is not taken for a refused token, although reads and pings are answered alike',
  async (_what, number) => {
    const own = slurmrestd(({ path }) => refused({ error_number: path.endsWith('/job/0') ? number : -1, error: 'x' }));
    await expect(own.provider.list()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
    await expect(own.hooks.onStartup()).rejects.toMatchObject({ code: 'PROVIDER_UNAVAILABLE' });
  },
);

test('a number that is too large for an id is none: slurmrestd would look at another job', async () => {
  const { provider, asked } = slurmrestd(() => Response.json({ jobs: [] }));
  expect(await provider.get(String(2 ** 32 + 7))).toBeNull();
  await provider.terminate(String(2 ** 32 + 7));
  expect(asked).toEqual([]);
});

test('before anything is submitted it is said that no controller is up, or that there is no such partition', async () => {
  const down = slurmrestd(() => Response.json({ pings: [{ pinged: 'DOWN' }] }));
  await expect(down.hooks.onStartup()).rejects.toMatchObject({ message: 'no SLURM controller is up' });
  const up = slurmrestd(({ path }) =>
    Response.json(path.endsWith('/ping') ? { pings: [{ ping: 'UP' }] } : { partitions: [{ name: 'main' }], nodes: [] }),
  );
  await expect(up.hooks.onStartup()).resolves.toBeUndefined();
});

// 22.05 has no word for CANCEL; no later version is known to have such a field.
test.each([
  [[], null],
  [['requeue'], null],
  [undefined, null],
  [['disabled'], 'its PreemptMode is OFF'],
  [['suspend', 'gang_schedule'], 'its PreemptMode is SUSPEND,GANG_SCHEDULE'],
])('a spot partition with the preemption_mode %j is told of at the start: %s', async (preemption_mode, said) => {
  const { hooks } = slurmrestd(
    ({ path }) =>
      Response.json(
        path.endsWith('/ping')
          ? { pings: [{ ping: 'UP' }] }
          : { partitions: [{ name: 'main' }, { name: 'spot', preemption_mode }], nodes: [] },
      ),
    [38],
    { SLURM_PARTITION: 'main', SLURM_SPOT_PARTITION: 'spot', SLURM_SPOT_USD_PER_CPU_HOUR: '0.1' },
  );
  const started = hooks.onStartup();
  await (said === null ? expect(started).resolves.toBeUndefined() : expect(started).rejects.toThrow(said));
});

test('a bid goes to the partition of the spot jobs', async () => {
  const { provider, asked } = slurmrestd(
    ({ method }) => Response.json(method === 'POST' ? { errors: [], job_id: 7 } : { jobs: [oldJob] }),
    [38],
    { SLURM_PARTITION: 'main', SLURM_SPOT_PARTITION: 'spot', SLURM_SPOT_USD_PER_CPU_HOUR: '0.1' },
  );
  if (!supports(provider, 'spot')) throw new Error('there is no spot');
  await provider.requestSpotInstance({ ...request, maxPriceUsdPerHour: 0.2 });
  expect(asked[0]?.body.job).toMatchObject({ partition: 'spot', requeue: false });
});

test.each([
  [{ SLURM_REST_URL: 'rest' }, 'SLURM_REST_URL must be the address of slurmrestd, or unix:'],
  [{ SLURM_REST_URL: 'http://r' }, 'SLURM_JWT and SLURM_REST_USER must be set'],
  [{ SLURM_REST_URL: 'http://r', SLURM_JWT: 'a\n', SLURM_REST_USER: 'me' }, 'SLURM_JWT holds a character'],
])('settings %j are refused', (given, message) => {
  const context = createWorldContext({
    clock: createVirtualClock(),
    random: createRandom(1),
    signal: new AbortController().signal,
    env: given,
  });
  expect(() => createSlurm(context)).toThrow(message);
});
