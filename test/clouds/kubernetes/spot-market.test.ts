import { expect, test } from 'vitest';
import type { KubernetesOptions } from '../../../src/clouds/kubernetes/kubernetes-options.ts';
import { createSimulatedKubernetes } from '../../../src/clouds/kubernetes/simulated-kubernetes.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createVirtualClock } from '../../../src/testbed/virtual-clock.ts';

const plain = { scheduleMs: 1_000, startMs: 1_000, graceMs: 2_000, latencyMaxMs: 0, hasNeighbours: false };

/** A cluster with a spot pool, and a call of its server. */
function cluster(options: Partial<KubernetesOptions> = {}) {
  const clock = createVirtualClock();
  const needs = { clock, random: createRandom(1), namespace: 'ml', token: 't' };
  const service = createSimulatedKubernetes(needs, { ...plain, ...options });
  const ask = async (method: string, path: string, body?: object) => {
    const headers = { authorization: 'Bearer t' };
    const request = { method, path, query: '', host: 'k', headers, body: body ? JSON.stringify(body) : '' };
    const answer = await service.handle(request);
    return { status: answer.status, body: JSON.parse(answer.body) };
  };
  return { ask, clock, ...service };
}

const pods = '/api/v1/namespaces/ml/pods';

function pod(operator: string | null, command = 'true'): object {
  const limits = { cpu: '2', memory: '4Gi' };
  const matchExpressions = [{ key: 'compute.coreweave.com/node-pool', operator, values: ['spot'] }];
  const required = { nodeSelectorTerms: [{ matchExpressions }] };
  return {
    metadata: { name: 'a' },
    spec: {
      terminationGracePeriodSeconds: 420,
      containers: [{ name: 'machine', image: 'ubuntu:24.04', command: ['sh', '-c', command], resources: { limits } }],
      ...(operator && { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } } }),
    },
  };
}

const holding = "trap '' TERM; sleep 1d";

/** A spot pod that runs, and its id in the ledger. */
async function runSpot(options: Partial<KubernetesOptions> = {}, body = pod('In', holding)) {
  const own = cluster(options);
  const { metadata } = (await own.ask('POST', pods, body)).body;
  await own.clock.sleep(3_000);
  return { ...own, id: `a.${metadata.uid}` };
}

test.each([
  ['In', 'spot-0'],
  ['NotIn', 'cpu-0'],
  [null, 'cpu-0'],
])('a pod with the affinity %s to the spot pool runs on %s', async (operator, node) => {
  const own = cluster();
  await own.ask('POST', pods, pod(operator));
  await own.clock.sleep(3_000);
  expect((await own.ask('GET', `${pods}/a`)).body.spec.nodeName).toBe(node);
});

test.each([
  [[], '1 node(s) had untolerated taint {example.com/spot: }', undefined],
  [[{ key: 'example.com/spot', operator: 'Exists' }], '', 'spot-0'],
  [[{ operator: 'Exists' }], '', 'spot-0'],
])('a pool with a taint takes a pod with the tolerations %j', async (tolerations, message, node) => {
  const size = { nodes: 1, cpus: 4, memoryMiB: 8_192, diskGiB: 10 };
  const pools = [{ name: 'spot', ...size, isSpot: true, taint: 'example.com/spot' }];
  const own = cluster({ pools, namesTaints: true });
  const body = pod('In') as { readonly spec: object };
  await own.ask('POST', pods, { ...body, spec: { ...body.spec, tolerations } });
  await own.clock.sleep(3_000);
  const { spec, status } = (await own.ask('GET', `${pods}/a`)).body;
  expect(spec.nodeName).toBe(node);
  expect(status.conditions[0].message ?? '').toContain(message);
});

test('an affinity that no node meets is told as a selector is', async () => {
  const own = cluster({ pools: [{ name: 'cpu', nodes: 2, cpus: 4, memoryMiB: 8_192, diskGiB: 10 }] });
  await own.ask('POST', pods, pod('In'));
  await own.clock.sleep(3_000);
  const { conditions } = (await own.ask('GET', `${pods}/a`)).body.status;
  expect(conditions[0].message).toMatch(/^0\/2 nodes are available: 2 node\(s\) didn't match Pod's node affinity/);
});

test.each([
  ['by-eviction', 'EvictionByEvictionAPI', 'Eviction API: evicting'],
  ['by-taint', 'DeletionByTaintManager', 'Taint manager: deleting due to NoExecute taint'],
] as const)('a pod whose node is taken away %s says so until its time is over', async (reclaims, reason, message) => {
  const { ask, clock, spotMarket, id, ledger } = await runSpot({ reclaims });
  await spotMarket.interrupt(id);
  await clock.sleep(419_000);
  const { body } = await ask('GET', `${pods}/a`);
  expect(body.metadata).toMatchObject({ deletionGracePeriodSeconds: 420 });
  expect(body.status).toMatchObject({ phase: 'Running' });
  expect(body.status.conditions).toContainEqual(
    expect.objectContaining({ type: 'DisruptionTarget', status: 'True', reason, message }),
  );
  await clock.sleep(1_000);
  expect((await ask('GET', `${pods}/a`)).status).toBe(404);
  expect(await ledger.entries()).toMatchObject([{ id, gone: true }]);
});

test('one that ends when it is asked to says so for as long as that takes', async () => {
  const { ask, clock, spotMarket, id } = await runSpot({ reclaims: 'by-eviction' }, pod('In'));
  await spotMarket.interrupt(id);
  await clock.sleep(1_999);
  expect((await ask('GET', `${pods}/a`)).status).toBe(200);
  await clock.sleep(1);
  expect((await ask('GET', `${pods}/a`)).status).toBe(404);
});

test('a pod whose node shuts down has failed, and is there until somebody deletes it', async () => {
  const { ask, clock, spotMarket, id, ledger } = await runSpot({ reclaims: 'by-shutdown' });
  await spotMarket.interrupt(id);
  await clock.sleep(3_600_000);
  const { status } = (await ask('GET', `${pods}/a`)).body;
  expect(status).toMatchObject({ phase: 'Failed', reason: 'Terminated' });
  expect(status.conditions).toContainEqual(expect.objectContaining({ reason: 'TerminationByKubelet' }));
  expect(await ledger.entries()).toMatchObject([{ id, gone: true, running: false }]);
  await ask('DELETE', `${pods}/a`);
  expect((await ask('GET', `${pods}/a`)).status).toBe(404);
});

test.each([
  ['shortens the time of a pod that was taken away', 5, 5_000],
  ['does not lengthen it', 900, 420_000],
])('a delete %s', async (_what, gracePeriodSeconds, leftMs) => {
  const { ask, clock, spotMarket, id } = await runSpot({ reclaims: 'by-eviction' });
  await spotMarket.interrupt(id);
  await ask('DELETE', `${pods}/a`, { gracePeriodSeconds });
  await clock.sleep(leftMs - 1);
  expect((await ask('GET', `${pods}/a`)).status).toBe(200);
  await clock.sleep(1);
  expect((await ask('GET', `${pods}/a`)).status).toBe(404);
});

test('a pod without a node yet is taken away as soon as it has one', async () => {
  const own = cluster({ reclaims: 'by-eviction' });
  const { metadata } = (await own.ask('POST', pods, pod('In', holding))).body;
  await own.spotMarket.interrupt(`a.${metadata.uid}`);
  expect(own.clock.monotonic()).toBe(1_000);
  expect((await own.ask('GET', `${pods}/a`)).body).toMatchObject({
    metadata: { deletionTimestamp: expect.any(String) },
    status: { phase: 'Pending' },
  });
});

test('a pod on a node of another pool keeps it, and one that nobody knows or that gets no node cannot be taken away', async () => {
  const { ask, spotMarket, id } = await runSpot({}, pod('NotIn'));
  await spotMarket.interrupt(id);
  expect((await ask('GET', `${pods}/a`)).body.metadata.deletionTimestamp).toBeUndefined();
  await expect(spotMarket.interrupt('b.1')).rejects.toThrow('there is no pod b.1');
  const bare = cluster({ pools: [] });
  const { metadata } = (await bare.ask('POST', pods, pod('In'))).body;
  await expect(bare.spotMarket.interrupt(`a.${metadata.uid}`)).rejects.toThrow('gets no node');
});

test('one that was ended before stays as it ended', async () => {
  const { ask, spotMarket, id } = await runSpot({ reclaims: 'by-eviction' });
  await ask('DELETE', `${pods}/a`);
  await spotMarket.interrupt(id);
  expect(JSON.stringify((await ask('GET', `${pods}/a`)).body.status)).not.toContain('DisruptionTarget');
});

test('a spot pool is told as one', async () => {
  const { body } = await cluster().ask('GET', '/apis/compute.coreweave.com/v1alpha1/nodepools');
  const classes = body.items.map((each: { metadata: { name: string }; spec: { computeClass: string } }) => [
    each.metadata.name,
    each.spec.computeClass,
  ]);
  expect(classes).toContainEqual(['spot', 'spot']);
  expect(classes).toContainEqual(['cpu', 'default']);
});
