import { expect, test } from 'vitest';
import type { KubernetesOptions } from '../../../src/clouds/kubernetes/kubernetes-options.ts';
import { createSimulatedKubernetes } from '../../../src/clouds/kubernetes/simulated-kubernetes.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const plain = { scheduleMs: 1_000, startMs: 1_000, graceMs: 2_000, bindMs: 0, latencyMaxMs: 0, hasNeighbours: false };

function cluster(options: Partial<KubernetesOptions> = {}) {
  const clock = createVirtualClock();
  const needs = { clock, random: createRandom(1), namespace: 'ml', token: 't' };
  const service = createSimulatedKubernetes(needs, { ...plain, ...options });
  const ask = async (method: string, path: string, body?: object) => {
    const [pathname = '', query = ''] = path.split('?');
    const answer = await service.handle({
      ...{ method, query, host: 'k' },
      path: pathname.startsWith('/api') ? pathname : `/api/v1/namespaces/ml${pathname}`,
      headers: { authorization: 'Bearer t' },
      body: body ? JSON.stringify(body) : '',
    });
    const lines = answer.body
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    return { status: answer.status, body: JSON.parse(lines[0] ?? '{}'), lines: lines.map((line) => JSON.parse(line)) };
  };
  const lackRoom = (body: object) => {
    const request = { method: 'POST', query: '', host: 'k', path: '/api/v1/namespaces/ml/pods', headers: {} };
    const answer = service.nativeError('capacity', { ...request, body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  return { ask, lackRoom, clock };
}

function pod(name: string, more: object = {}): object {
  const limits = { cpu: '2000m', memory: '4096Mi' };
  return {
    metadata: { name, labels: { app: name } },
    spec: { containers: [{ name: 'machine', image: 'ubuntu:24.04', resources: { limits } }], ...more },
  };
}

function claim(name: string): object {
  return { metadata: { name }, spec: { resources: { requests: { storage: '1024Gi' } } } };
}

function mounting(claimName: string): object {
  return { volumes: [{ persistentVolumeClaim: { claimName } }] };
}

test('quantities come back as the server writes them', async () => {
  const { ask } = cluster();
  const { status, body } = await ask('POST', '/pods', pod('a'));
  expect(status).toBe(201);
  expect(body.spec.containers[0].resources.limits).toEqual({ cpu: '2', memory: '4Gi' });
});

test('a name is there but once, and free again when its pod is gone', async () => {
  const { ask, clock } = cluster();
  await ask('POST', '/pods', pod('a'));
  expect(await ask('POST', '/pods', pod('a'))).toMatchObject({ status: 409, body: { reason: 'AlreadyExists' } });
  await clock.sleep(3_000);
  await ask('DELETE', '/pods/a');
  expect((await ask('GET', '/pods/a')).body.metadata.deletionTimestamp).toBeDefined();
  expect((await ask('POST', '/pods', pod('a'))).status).toBe(409);
  await clock.sleep(2_000);
  expect((await ask('GET', '/pods/a')).status).toBe(404);
  expect((await ask('POST', '/pods', pod('a'))).status).toBe(201);
});

test('a delete that means another pod of that name is a conflict', async () => {
  const { ask } = cluster();
  await ask('POST', '/pods', pod('a'));
  const { status, body } = await ask('DELETE', '/pods/a', { preconditions: { uid: 'x' } });
  expect([status, body.reason]).toEqual([409, 'Conflict']);
  expect(body.message).toContain('the UID in the precondition (x) does not match');
});

test('pages show everything as it was when the first was asked for, until their token is too old', async () => {
  const { ask, clock } = cluster({ pageSize: 2 });
  for (const name of ['a', 'b', 'c', 'd']) await ask('POST', '/pods', pod(name));
  const first = (await ask('GET', '/pods?limit=500')).body;
  expect(first.items.map((each: { metadata: { name: string } }) => each.metadata.name)).toEqual(['a', 'b']);
  await ask('DELETE', '/pods/d');
  await ask('POST', '/pods', pod('e'));
  expect((await ask('GET', '/pods')).body.items).toHaveLength(4);
  const next = `/pods?limit=500&continue=${first.metadata.continue}`;
  const second = (await ask('GET', next)).body;
  expect(second.items.map((each: { metadata: { name: string } }) => each.metadata.name)).toEqual(['c', 'd']);
  expect(second.metadata.continue).toBeUndefined();
  await clock.sleep(300_000);
  expect(await ask('GET', next)).toMatchObject({ status: 410, body: { reason: 'Expired' } });
});

test.each([
  ['labelSelector=app%3Da', ['a']],
  ['labelSelector=app%20in%20(a,b)', ['a', 'b']],
  ['labelSelector=app!%3Da', ['b', 'c']],
  ['labelSelector=!app', []],
  ['fieldSelector=metadata.name%3Dc', ['c']],
  ['fieldSelector=status.phase%3DRunning', []],
])('the server filters by %s', async (query, names) => {
  const { ask } = cluster();
  for (const name of ['a', 'b', 'c']) await ask('POST', '/pods', pod(name));
  const { items } = (await ask('GET', `/pods?${query}`)).body;
  expect(items.map((each: { metadata: { name: string } }) => each.metadata.name)).toEqual(names);
});

test('a watch tells what changes after a version, and of a version that is forgotten', async () => {
  const { ask, clock } = cluster({ historyMs: 10_000 });
  const { resourceVersion } = (await ask('GET', '/pods')).body.metadata;
  await ask('POST', '/pods', pod('a'));
  const added = await ask('GET', `/pods?watch=1&resourceVersion=${resourceVersion}&allowWatchBookmarks=true`);
  expect(added.lines).toMatchObject([{ type: 'ADDED', object: { metadata: { name: 'a' } } }, { type: 'BOOKMARK' }]);
  const after = added.lines[1].object.metadata.resourceVersion;
  const beganMs = clock.monotonic();
  const changed = await ask('GET', `/pods?watch=1&resourceVersion=${after}`);
  expect(changed.lines).toMatchObject([{ type: 'MODIFIED', object: { status: { phase: 'Pending' } } }]);
  expect(clock.monotonic() - beganMs).toBe(1_000);
  await clock.sleep(20_000);
  expect(await ask('GET', `/pods?watch=1&resourceVersion=${after}`)).toMatchObject({
    status: 200,
    lines: [{ type: 'ERROR', object: { code: 410, reason: 'Expired' } }],
  });
});

test('what is wrong with a pod is told field by field', async () => {
  const { ask } = cluster();
  const { status, body } = await ask('POST', '/pods', { metadata: { name: 'A_b' }, spec: { containers: [] } });
  expect([status, body.reason]).toEqual([422, 'Invalid']);
  expect(body.details.causes).toMatchObject([{ field: 'metadata.name' }, { field: 'spec.containers' }]);
  expect((await ask('POST', '/pods', { metadata: { name: 'a' }, spec: {} })).body.details.causes).toMatchObject([
    { field: 'spec.containers' },
  ]);
});

test('the quota of the namespace is told as forbidden', async () => {
  const { ask } = cluster({ podsMax: 1 });
  await ask('POST', '/pods', pod('a'));
  expect(await ask('POST', '/pods', pod('b'))).toMatchObject({
    status: 403,
    body: { reason: 'Forbidden', message: expect.stringContaining('exceeded quota') },
  });
});

test('a namespace that is not there has an empty list, and takes nothing', async () => {
  const { ask } = cluster();
  expect((await ask('GET', '/api/v1/namespaces/other/pods')).body.items).toEqual([]);
  expect((await ask('GET', '/api/v1/namespaces/other')).status).toBe(404);
  expect((await ask('POST', '/api/v1/namespaces/other/pods', pod('a'))).body.message).toBe(
    'namespaces "other" not found',
  );
});

test('a pod that no node can take waits, with the words of the scheduler', async () => {
  const { ask, clock } = cluster();
  await ask('POST', '/pods', pod('a', { nodeSelector: { 'gpu.nvidia.com/class': 'B300' } }));
  await clock.sleep(1_000);
  const { conditions } = (await ask('GET', '/pods/a')).body.status;
  expect(conditions[0]).toMatchObject({ type: 'PodScheduled', status: 'False', reason: 'Unschedulable' });
  expect(conditions[0].message).toMatch(
    /^0\/6 nodes are available: 3 node\(s\) didn't match Pod's node affinity\/selector, /,
  );
});

test('a want of room is no refusal: the pod is taken, and waits', async () => {
  const { ask, lackRoom, clock } = cluster();
  expect(lackRoom(pod('a'))).toMatchObject({ status: 201, body: { status: { phase: 'Pending' } } });
  expect(lackRoom(pod('a'))).toMatchObject({ status: 409, body: { reason: 'AlreadyExists' } });
  await clock.sleep(60_000);
  const { conditions } = (await ask('GET', '/pods/a')).body.status;
  expect(conditions[0].message).toMatch(/^0\/6 nodes are available: 3 Insufficient cpu, 3 node\(s\) had untolerated/);
  await ask('DELETE', '/pods/a');
  expect((await ask('GET', '/pods/a')).status).toBe(404);
});

test('a webhook may put a container of its own before those of a pod', async () => {
  const { ask, clock } = cluster({ hasSidecars: true });
  await ask('POST', '/pods', pod('a'));
  await clock.sleep(1_500);
  const { spec, status } = (await ask('GET', '/pods/a')).body;
  expect(spec.containers.map(({ name }: { name: string }) => name)).toEqual(['mesh-proxy', 'machine']);
  expect(status.containerStatuses).toMatchObject([
    { name: 'mesh-proxy', state: { running: {} } },
    { name: 'machine', state: { waiting: { reason: 'ContainerCreating' } } },
  ]);
});

test('a pod waits for its volumes before it has a node, and for ever for one that is not there', async () => {
  const { ask, clock } = cluster({ bindMs: 5_000 });
  await ask('POST', '/persistentvolumeclaims', claim('v'));
  await ask('POST', '/pods', pod('a', mounting('v')));
  await ask('POST', '/pods', pod('b', mounting('gone')));
  await clock.sleep(1_000);
  const told = async (name: string) => (await ask('GET', `/pods/${name}`)).body.status.conditions[0];
  expect(await told('a')).toMatchObject({
    reason: 'Unschedulable',
    message: '0/6 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
  });
  expect(await told('b')).toMatchObject({ message: expect.stringContaining('"gone" not found') });
  await clock.sleep(4_000);
  expect(await told('a')).toMatchObject({ type: 'PodScheduled', status: 'True' });
  expect(await told('b')).toMatchObject({ status: 'False' });
});

test('a claim that a pod holds outlives its own end', async () => {
  const { ask, clock } = cluster();
  const made = (await ask('POST', '/persistentvolumeclaims', claim('v'))).body;
  expect(made.spec.resources.requests.storage).toBe('1Ti');
  await ask('POST', '/pods', pod('a', mounting('v')));
  await clock.sleep(1_000);
  await ask('DELETE', '/persistentvolumeclaims/v');
  await clock.sleep(60_000);
  expect((await ask('GET', '/persistentvolumeclaims/v')).body.metadata.deletionTimestamp).toBeDefined();
  await ask('DELETE', '/pods/a');
  await clock.sleep(2_000);
  expect((await ask('GET', '/persistentvolumeclaims/v')).status).toBe(404);
});

test('a claim goes at once where the pod that names it has no node, and that pod waits for another of its name', async () => {
  const { ask, clock } = cluster();
  await ask('POST', '/persistentvolumeclaims', claim('v'));
  await ask('POST', '/pods', pod('a', mounting('v')));
  await ask('DELETE', '/persistentvolumeclaims/v');
  expect((await ask('GET', '/persistentvolumeclaims/v')).status).toBe(404);
  await clock.sleep(5_000);
  expect((await ask('GET', '/pods/a')).body.status.phase).toBe('Pending');
  await ask('POST', '/persistentvolumeclaims', claim('v'));
  await clock.sleep(5_000);
  expect((await ask('GET', '/pods/a')).body.status.phase).toBe('Running');
});

test('the last page of a selection may be empty: what comes after a full one is only looked at when it is asked for', async () => {
  const { ask } = cluster();
  await ask('POST', '/pods', pod('a'));
  await ask('POST', '/pods', pod('b'));
  const { metadata, items } = (await ask('GET', '/pods?labelSelector=app%3Da&limit=1')).body;
  expect(items).toHaveLength(1);
  const next = `/pods?labelSelector=app%3Da&limit=1&continue=${metadata.continue}`;
  expect((await ask('GET', next)).body).toMatchObject({
    items: [],
    metadata: { resourceVersion: metadata.resourceVersion },
  });
});

test.each([
  [
    'a label that is no text',
    { metadata: { name: 'a', labels: { n: 7 } } },
    'cannot unmarshal number into Go struct field',
  ],
  [
    'an amount that is none',
    pod('a', { containers: [{ resources: { limits: { cpu: 'x' } } }] }),
    'quantities must match',
  ],
])('%s is a bad request, before anything else is looked at', async (_, body, message) => {
  const { ask } = cluster();
  expect(await ask('POST', '/pods', body)).toMatchObject({
    status: 400,
    body: { reason: 'BadRequest', message: expect.stringContaining(message) },
  });
});

test.each([
  ['labelSelector=app%3D(', "unable to parse requirement: found '(', expected: identifier"],
  ['labelSelector=a%20in', "unable to parse requirement: found '' expected: '('"],
  ['labelSelector=%3Dx', "found '=', expected: !, identifier, or 'end of string'"],
  ['fieldSelector=nope%3D1', 'field label not supported: nope'],
  ['limit=x', 'strconv.ParseInt: parsing "x": invalid syntax'],
])('a list that is asked for by %s is refused in the words of its parser', async (query, message) => {
  const { ask } = cluster();
  expect(await ask('GET', `/pods?${query}`)).toMatchObject({ status: 400, body: { message } });
});
