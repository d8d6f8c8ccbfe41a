import { expect, test } from 'vitest';
import { createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { contextUnderTest, podOf, status } from './context-under-test.ts';

const message = '0/2 nodes are available: 2 Insufficient nvidia.com/gpu.';
const full = {
  phase: 'Pending',
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
};

/** A cluster without room, whose node pools are these. */
function cluster(pools: Response) {
  const context = contextUnderTest(({ method, path }) => {
    if (path === '/apis/compute.coreweave.com/v1alpha1/nodepools') return pools.clone();
    if (path === '/api/v1/nodes') return status(403, 'Forbidden');
    return Response.json(podOf(full), { status: method === 'POST' ? 201 : 200 });
  });
  return createCoreweave(context).provider;
}

function pool(instanceType: string, quota?: 'True' | 'False'): object {
  const told = { type: 'Quota', status: quota, message: 'over the quota of H100' };
  const atTarget = { type: 'AtTarget', status: 'False' };
  return { spec: { instanceType }, status: { conditions: quota ? [atTarget, told] : [atTarget] } };
}

const pools = (...items: readonly object[]) => Response.json({ kind: 'NodePoolList', items });

test.each([
  ['that has reached its quota', pools(pool('gd-8xh100ib-i128', 'False')), 'QUOTA_EXCEEDED'],
  ['that merely grows', pools(pool('gd-8xh100ib-i128', 'True')), 'CAPACITY_ERROR'],
  ['that says nothing of a quota', pools(pool('gd-8xh100ib-i128')), 'CAPACITY_ERROR'],
  [
    'beside one of the same kind that may still grow',
    pools(pool('gd-8xh100ib-i128', 'False'), pool('gd-8xh100-i96', 'True')),
    'CAPACITY_ERROR',
  ],
  [
    'that is not the one that has reached its quota',
    pools(pool('gd-8xh100ib-i128', 'True'), pool('gd-8xl40s-i128', 'False'), pool('cd-gp-i64-erapids', 'False')),
    'CAPACITY_ERROR',
  ],
  ['that may not be looked at', status(403, 'Forbidden'), 'CAPACITY_ERROR'],
  ['of a cluster that knows no such thing', new Response('404 page not found\n', { status: 404 }), 'CAPACITY_ERROR'],
])('a pod without a node, of a node pool %s', async (_what, answer, code) => {
  const gpu = { model: 'H100', count: 2 };
  await expect(cluster(answer).spawn({ spec: { cpus: 1, memoryMiB: 16, gpu } })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(code === 'QUOTA_EXCEEDED' ? 'over the quota of H100' : message),
  });
});

test('a class of GPUs may say more than the type of a node does', async () => {
  const gpu = { model: 'H100_NVLINK_80GB', count: 2 };
  const own = cluster(pools(pool('gd-8xh100ib-i128', 'False')));
  await expect(own.spawn({ spec: { cpus: 1, memoryMiB: 16, gpu } })).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
});

test('a pod without GPUs belongs on a node pool without GPUs', async () => {
  const own = cluster(pools(pool('cd-gp-i64-erapids', 'False'), pool('gd-8xh100ib-i128', 'True')));
  await expect(own.spawn({ spec: { cpus: 1, memoryMiB: 16 } })).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
});
