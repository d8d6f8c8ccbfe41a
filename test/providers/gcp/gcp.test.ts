import { expect, test } from 'vitest';
import { createGcp } from '../../../src/providers/gcp/gcp.ts';
import { type Asked, contextUnderTest, done, id, regions, runningInstance, token, zone } from './context-under-test.ts';

const spec = { cpus: 1, memoryMiB: 1_024 };

test('a machine is shown by what is generic, and its scripts are not', async () => {
  const context = contextUnderTest(() => Response.json(runningInstance));
  const instance = await createGcp(context).provider.get(id);
  expect(instance).toEqual({
    id,
    status: 'running',
    region: 'us-central1',
    spec: { cpus: 2, memoryMiB: 2_048, diskGiB: 10 },
    tags: { team: 'ml' },
    network: 'default',
    createdAt: '2030-01-01T00:00:00.000Z',
  });
  expect(JSON.stringify(instance)).not.toContain('secret-of-the-script');
});

test('an insert that is sent again has the same request id and the same name', async () => {
  const sent: Asked[] = [];
  const context = contextUnderTest((asked) => {
    if (asked.path === '/regions') return Response.json(regions);
    if (asked.method !== 'POST') return Response.json(done);
    sent.push(asked);
    return sent.length === 1 ? new Response('', { status: 502 }) : Response.json(done);
  });
  expect(await createGcp(context).provider.spawn({ spec })).toMatchObject({ id, status: 'pending' });
  const [first, second] = sent.map(({ query, body }) => [query.get('requestId'), body.name]);
  expect(second).toEqual(first);
  expect(first?.[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a failure that the service remembers from long ago is asked for anew', async () => {
  const ids: (string | null)[] = [];
  const room = { errors: [{ code: 'ZONE_RESOURCE_POOL_EXHAUSTED', message: 'no room' }] };
  const context = contextUnderTest((asked) => {
    if (asked.path === '/regions') return Response.json(regions);
    if (asked.path === '/aggregated/instances') return Response.json({ items: {} });
    if (asked.method !== 'POST') return Response.json({ ...runningInstance, labels: labelsOf(ids.length) });
    ids.push(asked.query.get('requestId'));
    labels = asked.body.labels as object;
    const old = { ...done, insertTime: '2029-12-31T23:20:00.000Z', error: room, httpErrorStatusCode: 503 };
    return Response.json(ids.length === 1 ? old : done);
  });
  let labels: object = {};
  const labelsOf = (_asked: number) => labels;
  expect(await createGcp(context).provider.spawn({ spec, idempotencyKey: 'key' })).toMatchObject({ id });
  expect(new Set(ids).size).toBe(2);
});

test('of a machine with volumes the boot disk alone is kept, and a machine from it has no copies of them', async () => {
  const sent: Asked[] = [];
  const source = 'https://www.googleapis.com/compute/v1/projects/my-project/zones/us-central1-a/disks/boot';
  const disks = [
    { boot: true, diskSizeGb: '10', source },
    { boot: false, diskSizeGb: '100' },
  ];
  const context = contextUnderTest((asked) => {
    if (asked.path === '/regions') return Response.json(regions);
    if (asked.method === 'POST') sent.push(asked);
    if (asked.path === '/global/images') return Response.json(done);
    if (asked.path.startsWith('/global/images/')) return Response.json({ name: 'x', status: 'READY', description: id });
    return Response.json(asked.method === 'POST' ? done : { ...done, ...runningInstance, status: 'DONE', disks });
  });
  const { provider } = createGcp(context);
  const snapshot = await provider.createSnapshot(id);
  expect(sent[0]).toMatchObject({ path: '/global/images', body: { sourceDisk: source, description: id } });
  expect(await provider.getSnapshotStatus(snapshot.id)).toMatchObject({ status: 'ready' });
  await provider.spawn({ spec, snapshotId: snapshot.id });
  const sourceImage = `projects/my-project/global/images/${snapshot.id}`;
  expect(sent[1]?.body).toMatchObject({ disks: [{ boot: true, autoDelete: true, initializeParams: { sourceImage } }] });
  expect(sent[1]?.body).not.toHaveProperty('sourceMachineImage');
});

test('a machine with GPUs is not suspended', async () => {
  const guestAccelerators = [{ acceleratorType: `zones/${zone}/acceleratorTypes/nvidia-l4`, acceleratorCount: 1 }];
  const context = contextUnderTest(() => Response.json({ ...runningInstance, guestAccelerators }));
  await expect(createGcp(context).provider.hibernate(id)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test.each([
  ['no project', { GOOGLE_CLOUD_PROJECT: '' }, /GOOGLE_CLOUD_PROJECT must be set/],
  ['what is no project', { GOOGLE_CLOUD_PROJECT: '../p' }, /GOOGLE_CLOUD_PROJECT is no id/],
])('with %s it says so before anything is asked', (_what, env, said) => {
  const context = contextUnderTest(() => Response.json({}), { GOOGLE_OAUTH_ACCESS_TOKEN: token, ...env });
  expect(() => createGcp(context)).toThrow(said);
});

test('a delete that the service never gets to is told, and not called done', async () => {
  const refused = { error: { code: 400, message: 'It is not ready', errors: [{ reason: 'resourceNotReady' }] } };
  const context = contextUnderTest(() => Response.json(refused, { status: 400 }));
  await expect(createGcp(context).provider.terminate(id)).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
    ambiguous: true,
  });
  expect(context.clock.monotonic()).toBeGreaterThanOrEqual(300_000);
});
