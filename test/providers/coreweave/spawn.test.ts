import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { contextUnderTest, podOf, status, uid } from './context-under-test.ts';

const request = { spec: { cpus: 1, memoryMiB: 16 } };
const scheduled = { type: 'PodScheduled', status: 'True' };

function unschedulable(message: string): object {
  return {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  };
}

/** A cluster that takes every pod, shows it with that status, and tells what was deleted. */
function cluster(podStatus: object, nodes: readonly object[] = []) {
  const deleted: string[] = [];
  const asked: string[] = [];
  const context = contextUnderTest(({ method, path, body }) => {
    asked.push(`${method} ${path}`);
    if (path === '/api/v1/nodes') return Response.json({ kind: 'NodeList', items: nodes });
    if (method === 'DELETE') {
      deleted.push(String((body.preconditions as { uid?: string }).uid));
      return Response.json({});
    }
    return Response.json(podOf(podStatus), { status: method === 'POST' ? 201 : 200 });
  });
  return { ...createCoreweave(context), deleted, asked, clock: context.clock };
}

test('a pod that no node has room for is ended after its time, and told as a want of room', async () => {
  const full = cluster(unschedulable('0/2 nodes are available: 2 Insufficient cpu.'), [node({ cpu: '64' })]);
  await expect(full.provider.spawn(request)).rejects.toMatchObject({
    code: 'CAPACITY_ERROR',
    message: expect.stringContaining('2 Insufficient cpu'),
  });
  expect(full.deleted).toEqual([uid]);
  expect(full.clock.monotonic()).toBe(60_000);
});

test.each([
  [
    'that no node is labelled for',
    "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.",
    'INVALID_SPEC',
  ],
  [
    'that only some nodes are not labelled for',
    "0/2 nodes are available: 1 Insufficient nvidia.com/gpu, 1 node(s) didn't match Pod's node affinity/selector.",
    'CAPACITY_ERROR',
  ],
])('a pod %s', async (_what, message, code) => {
  const own = cluster(unschedulable(message));
  await expect(own.provider.spawn(request)).rejects.toMatchObject({ code });
  expect(own.deleted).toEqual([uid]);
});

test('a pod that is larger than every node is refused at once', async () => {
  const small = cluster(unschedulable('0/1 nodes are available: 1 Insufficient cpu.'), [node({ cpu: '500m' })]);
  await expect(small.provider.spawn(request)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(small.clock.monotonic()).toBeLessThan(5_000);
});

test('an image that is not there is refused, and the pod ended', async () => {
  const waiting = { reason: 'ErrImagePull', message: 'not found' };
  const own = cluster({
    phase: 'Pending',
    conditions: [scheduled],
    containerStatuses: [{ name: 'machine', state: { waiting } }],
  });
  await expect(own.provider.spawn({ ...request, image: 'no-such' })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining('ErrImagePull: not found'),
  });
  expect(own.deleted).toEqual([uid]);
});

test('a pod that the scheduler has not looked at is given as pending', async () => {
  const own = cluster({ phase: 'Pending' });
  expect(await own.provider.spawn(request)).toMatchObject({ status: 'pending' });
  expect(own.deleted).toEqual([]);
});

test('a refused pod that cannot be deleted is told as one that may be there', async () => {
  const context = contextUnderTest(({ method }) => {
    if (method === 'DELETE') return status(500, 'InternalError');
    return Response.json(
      podOf(unschedulable("0/1 nodes are available: 1 node(s) didn't match Pod's node affinity/selector.")),
    );
  });
  await expect(createCoreweave(context).provider.spawn(request)).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    ambiguous: true,
    message: expect.stringContaining('could not be deleted'),
  });
});

test('a pod of somebody else by that name is left alone', async () => {
  const context = contextUnderTest(({ method }) =>
    method === 'POST' ? status(409, 'AlreadyExists') : Response.json(podOf({ phase: 'Running' }, { labels: {} })),
  );
  await expect(createCoreweave(context).provider.spawn(request)).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining('somebody else made'),
  });
});

test('a name that is taken, and by nobody, is not asked for for ever', async () => {
  let creates = 0;
  const context = contextUnderTest(({ method }) => {
    if (method !== 'POST') return status(404, 'NotFound');
    creates += 1;
    return status(409, 'AlreadyExists');
  });
  await expect(createCoreweave(context).provider.spawn(request)).rejects.toMatchObject({
    code: 'PROVIDER_UNAVAILABLE',
    ambiguous: true,
  });
  expect(creates).toBe(5);
});

test('a create that a quota counted at the same time as another is sent again', async () => {
  let creates = 0;
  const context = contextUnderTest(({ method }) => {
    creates += method === 'POST' ? 1 : 0;
    if (creates < 3) return status(409, 'Conflict', 'Operation cannot be fulfilled on resourcequotas "compute"');
    return Response.json(podOf({ phase: 'Running', conditions: [scheduled] }));
  });
  expect(await createCoreweave(context).provider.spawn(request)).toMatchObject({ status: 'starting' });
  expect([creates, context.clock.monotonic()]).toEqual([3, 1_000]);
});

test('a pod that goes between two looks makes room for a new one of its name', async () => {
  let isTaken = true;
  const context = contextUnderTest(({ method }) => {
    if (method === 'GET' && isTaken) {
      isTaken = false;
      return status(404, 'NotFound');
    }
    if (isTaken) return status(409, 'AlreadyExists');
    return Response.json(podOf({ phase: 'Running', conditions: [scheduled] }));
  });
  expect(await createCoreweave(context).provider.spawn(request)).toMatchObject({ status: 'starting' });
});

test('what Kubernetes would replace in a bootstrap is kept as it is', async () => {
  let command: readonly string[] = [];
  const context = contextUnderTest(({ method, body }) => {
    if (method === 'POST') {
      const { containers } = body.spec as { readonly containers: readonly { readonly command: readonly string[] }[] };
      command = containers[0]?.command ?? [];
    }
    return Response.json(podOf({ phase: 'Running', conditions: [scheduled, { type: 'Ready', status: 'True' }] }));
  });
  const bootstrap = { content: 'echo "$(date)" $HOME', format: 'shell', checksum: 'x' } as const;
  const { provider } = createCoreweave(context);
  await provider.spawn({ ...request, bootstrap: { ...bootstrap, checksum: checksumOf(bootstrap.content) } });
  expect(command.at(-1)).toBe('echo "$$(date)" $HOME');
});

function node(allocatable: object): object {
  return { metadata: { name: 'n' }, status: { allocatable: { memory: '64Gi', ...allocatable } } };
}

function checksumOf(content: string): string {
  return hash('sha256', content);
}
