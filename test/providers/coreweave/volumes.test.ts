import { expect, test } from 'vitest';
import { createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { type Asked, access, contextUnderTest, podOf, status, uid } from './context-under-test.ts';

const name = `assay-${'1'.repeat(32)}`;

function claim({ phase = 'Bound', storage = '2Ti', more = {} } = {}): object {
  return {
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...{ name, uid, labels: { 'app.kubernetes.io/managed-by': 'assay', 'assay.dev/spawn': 'k' } },
      annotations: { 'assay.dev/notes': '{"tags":{"team":"ml"}}' },
      ...more,
    },
    spec: { resources: { requests: { storage } } },
    status: { phase },
  };
}

/** A pod that mounts the claim. */
function holder(phase: string): object {
  const pod = podOf({ phase }) as { readonly spec: object };
  return { ...pod, spec: { ...pod.spec, volumes: [{ persistentVolumeClaim: { claimName: name } }] } };
}

/** A cluster with that claim and those pods. */
function cluster(own: object, pods: readonly object[] = []) {
  const calls: Asked[] = [];
  const context = contextUnderTest(
    (asked) => {
      calls.push(asked);
      if (asked.path === '/pods') return Response.json({ kind: 'PodList', metadata: {}, items: pods });
      return Response.json(own, { status: asked.method === 'POST' ? 201 : 200 });
    },
    { ...access, COREWEAVE_REGION: 'US-EAST-04A' },
  );
  return { ...createCoreweave(context), calls };
}

test.each([
  ['that is bound and that nobody holds', claim(), [], 'available'],
  ['that a pod holds', claim(), [holder('Running')], 'in-use'],
  ['whose pod has come to its end', claim(), [holder('Succeeded')], 'available'],
  ['that waits for its storage', claim({ phase: 'Pending' }), [], 'creating'],
  ['whose storage is gone', claim({ phase: 'Lost' }), [], 'error'],
  ['that is on its way out', claim({ more: { deletionTimestamp: '2030-01-01T00:00:00Z' } }), [], 'deleting'],
] as const)('a claim %s', async (_what, own, pods, becomes) => {
  expect(await cluster(own, pods).provider.getVolume(name)).toEqual({
    ...{ id: name, status: becomes, sizeGiB: 2_048, region: 'US-EAST-04A', tags: { team: 'ml' } },
  });
});

test('a volume is asked for as one that several pods may mount', async () => {
  const { provider, calls } = cluster(claim({ storage: '10Gi' }));
  expect(await provider.createVolume({ sizeGiB: 10, region: 'US-EAST-04A' })).toMatchObject({ sizeGiB: 10 });
  expect(calls[0]?.body).toMatchObject({
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: 'shared-vast',
      resources: { requests: { storage: '10Gi' } },
    },
  });
});

test('a volume of another zone than that of the cluster is refused before anything is asked', async () => {
  const { provider, calls } = cluster(claim());
  await expect(provider.createVolume({ sizeGiB: 1, region: 'US-WEST-01A' })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
  });
  expect(calls).toEqual([]);
});

test('a volume whose create was not answered clearly is looked for under its name', async () => {
  let sent = '';
  const context = contextUnderTest(({ method, path, body }) => {
    if (method === 'POST') {
      sent = (body.metadata as { readonly name: string }).name;
      return status(504, 'Timeout');
    }
    if (path === '/pods') return Response.json({ kind: 'PodList', metadata: {}, items: [] });
    return path.endsWith(sent) ? Response.json(claim({ more: { name: sent } })) : status(404, 'NotFound');
  });
  const volume = await createCoreweave(context).provider.createVolume({ sizeGiB: 2_048 });
  expect(volume.id).toBe(sent);
});

test('a volume that a pod holds is not deleted, although the server would take it', async () => {
  const { provider, calls } = cluster(claim(), [holder('Running')]);
  await expect(provider.deleteVolume(name)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
  expect(calls.filter(({ method }) => method === 'DELETE')).toEqual([]);
});

test('a volume is deleted by its uid, so that a successor of its name stays', async () => {
  const { provider, calls } = cluster(claim());
  await provider.deleteVolume(name);
  expect(calls.at(-1)).toMatchObject({ method: 'DELETE', body: { preconditions: { uid } } });
});

test('a volume that ends cannot be mounted any more', async () => {
  const ending = cluster(claim({ more: { deletionTimestamp: '2030-01-01T00:00:00Z' } }));
  await expect(ending.provider.spawn({ spec: { cpus: 1, memoryMiB: 16 }, volumeIds: [name] })).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining('there is no volume'),
  });
  expect(ending.calls.filter(({ method }) => method === 'POST')).toEqual([]);
});
