import { expect, test } from 'vitest';
import type { SpotRequest } from '../../../src/provider/requests.ts';
import { supports } from '../../../src/provider/supports.ts';
import { createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import {
  type Asked,
  access,
  contextUnderTest,
  id,
  podOf,
  spotAccess,
  spotLabels,
  status,
} from './context-under-test.ts';

const spec = { cpus: 3, memoryMiB: 512 };
const scheduled = { phase: 'Running', conditions: [{ type: 'PodScheduled', status: 'True' }] };
const bid = { spec, maxPriceUsdPerHour: 0.3 };

/** A cluster that shows every pod with that status, and what it was asked. */
function cluster(podStatus: object = scheduled, env: Readonly<Record<string, string>> = spotAccess, nodes?: Response) {
  const asked: Asked[] = [];
  const context = contextUnderTest((call) => {
    asked.push(call);
    if (call.path === '/api/v1/nodes') return nodes?.clone() ?? status(403, 'Forbidden');
    return Response.json(podOf(podStatus, { labels: spotLabels }), { status: call.method === 'POST' ? 201 : 200 });
  }, env);
  const { provider, hooks } = createCoreweave(context);
  if (!supports(provider, 'spot')) throw new Error('there is no spot');
  return { provider, hooks, asked, clock: context.clock };
}

const created = ({ asked }: { readonly asked: readonly Asked[] }) =>
  asked.filter(({ method }) => method === 'POST').map(({ body }) => body);

function affinityTo(operator: string): object {
  const values = ['spot-a', 'spot-b'];
  const matchExpressions = [{ key: 'compute.coreweave.com/node-pool', operator, values }];
  return {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
  };
}

test('what is bid for goes to the spot pools and is marked, all else to all other nodes', async () => {
  const own = cluster();
  expect(await own.provider.requestSpotInstance(bid)).toEqual({ id, status: 'fulfilled', instanceId: id });
  await own.provider.spawn({ spec });
  expect(created(own)).toMatchObject([
    { metadata: { labels: { 'assay.dev/spot': 'true' } }, spec: { affinity: affinityTo('In') } },
    { metadata: { labels: expect.not.objectContaining(spotLabels) }, spec: { affinity: affinityTo('NotIn') } },
  ]);
});

test('a spot pod uses all of its notice, and any other is over when it is asked to end', async () => {
  const own = cluster();
  await own.provider.requestSpotInstance(bid);
  await own.provider.spawn({ spec });
  const [spot, other] = created(own).map((body) => body.spec);
  expect(spot).toMatchObject({ terminationGracePeriodSeconds: 420 });
  expect(JSON.stringify(spot)).toContain("trap '' TERM INT");
  expect(JSON.stringify(other)).not.toContain('terminationGracePeriodSeconds');
  expect(JSON.stringify(other)).toContain("trap 'exit 0' TERM INT");
});

test('spot pods tolerate the taint of their pools beside that of GPUs, and no others do', async () => {
  const own = cluster(scheduled, { ...spotAccess, COREWEAVE_SPOT_TAINT: 'example.com/spot' });
  const gpu = { model: 'H100', count: 1 };
  await own.provider.requestSpotInstance({ spec: { ...spec, gpu }, maxPriceUsdPerHour: 10 });
  await own.provider.requestSpotInstance(bid);
  await own.provider.spawn({ spec });
  const ofGpus = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };
  const ofSpot = { key: 'example.com/spot', operator: 'Exists' };
  const told = created(own).map((body) => (body.spec as { readonly tolerations?: unknown }).tolerations);
  expect(told).toEqual([[ofGpus, ofSpot], [ofSpot], undefined]);
});

test('without spot pools a pod goes anywhere', async () => {
  const bodies: object[] = [];
  const context = contextUnderTest(({ method, body }) => {
    if (method === 'POST') bodies.push(body);
    return Response.json(podOf(scheduled), { status: method === 'POST' ? 201 : 200 });
  });
  await createCoreweave(context).provider.spawn({ spec });
  expect(JSON.stringify(bodies)).not.toContain('affinity');
});

test.each([
  [{ spec, maxPriceUsdPerHour: 0.29 }, '3 CPUs in spot-a, spot-b cost 0.3 US dollars per hour, and 0.29 were bid'],
  [
    { spec: { ...spec, gpu: { model: 'H100', count: 2 } }, maxPriceUsdPerHour: 4.2 },
    '3 CPUs and 2 GPUs in spot-a, spot-b cost 4.3 US dollars per hour, and 4.2 were bid',
  ],
])('the bid %j is below the price: a want of capacity, and nothing is made', async (request, message) => {
  const { provider, asked } = cluster();
  await expect(provider.requestSpotInstance(request)).rejects.toMatchObject({ code: 'CAPACITY_ERROR', message });
  expect(asked).toEqual([]);
});

test.each([
  [{ maxPriceUsdPerHour: 0 }, /maxPriceUsdPerHour must be a number above 0/],
  [{ maxPriceUsdPerHour: Number.POSITIVE_INFINITY }, /maxPriceUsdPerHour must be a number above 0/],
  [{ maxPriceUsdPerHour: '1' }, /maxPriceUsdPerHour must be a number above 0/],
  [{ maxPriceUsdPerHour: 1, region: 'US-WEST-01A' }, /region must be US-EAST-04A: COREWEAVE_REGION says/],
  [{ maxPriceUsdPerHour: 0.01, spec: { cpus: 0, memoryMiB: 1 } }, /spec\.cpus/],
])('a bid with %j is refused before anything is made', async (part, message) => {
  const { provider, asked } = cluster();
  await expect(provider.requestSpotInstance({ spec, ...part } as SpotRequest)).rejects.toMatchObject({
    ...{ code: 'INVALID_SPEC', message: expect.stringMatching(message) },
  });
  expect(asked).toEqual([]);
});

const { COREWEAVE_SPOT_USD_PER_GPU_HOUR: _gpu, ...gpuless } = spotAccess;

test('where nobody said what a GPU costs, none can be bid for, however much is', async () => {
  const { provider, asked } = cluster(scheduled, gpuless);
  const request = { spec: { ...spec, gpu: { model: 'H100', count: 1 } }, maxPriceUsdPerHour: 1_000 };
  await expect(provider.requestSpotInstance(request)).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: expect.stringContaining('COREWEAVE_SPOT_USD_PER_GPU_HOUR does not say what a GPU costs'),
  });
  expect(asked).toEqual([]);
  expect(await provider.getSpotPrices()).toMatchObject([{ machineType: '1-cpu' }]);
});

test('the prices are those of one CPU and one GPU, and there are none of another zone', async () => {
  const { provider } = cluster();
  const region = 'US-EAST-04A';
  const prices = [
    { machineType: '1-cpu', region, priceUsdPerHour: 0.1 },
    { machineType: '1-gpu', region, priceUsdPerHour: 2 },
  ];
  expect(await provider.getSpotPrices()).toEqual(prices);
  expect(await provider.getSpotPrices({ region })).toEqual(prices);
  expect(await provider.getSpotPrices({ region: 'US-WEST-01A' })).toEqual([]);
  await expect(provider.getSpotPrices({ region: 1 } as never)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
});

test('a request leaves nothing to cancel, and its pod runs on', async () => {
  const { provider, asked } = cluster();
  await provider.cancelSpotRequest(id);
  expect(asked).toEqual([]);
});

test('a key of a spot request that is used for a spawn stands for another request', async () => {
  const names: unknown[] = [];
  const fingerprints: unknown[] = [];
  const own = cluster();
  await own.provider.requestSpotInstance({ ...bid, idempotencyKey: 'k' });
  await own.provider.spawn({ spec, idempotencyKey: 'k' });
  for (const { metadata } of created(own) as { metadata: { name: string; labels: Record<string, string> } }[]) {
    names.push(metadata.name);
    fingerprints.push(metadata.labels['assay.dev/request']);
  }
  expect(new Set(names).size).toBe(1);
  expect(new Set(fingerprints).size).toBe(2);
});

function unschedulable(message: string): object {
  return {
    phase: 'Pending',
    conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
  };
}

const unmet = unschedulable("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.");

function nodesOf(pools: Readonly<Record<string, string>>): Response {
  const items = Object.entries(pools).map(([pool, cpu]) => ({
    metadata: { labels: { 'compute.coreweave.com/node-pool': pool } },
    status: { allocatable: { cpu, memory: '64Gi' } },
  }));
  return Response.json({ kind: 'NodeList', items });
}

test.each([
  ['whose nodes are all taken away', nodesOf({ main: '64' }), 'CAPACITY_ERROR', 60_000],
  ['of which one has no nodes for now', nodesOf({ main: '64', 'spot-a': '2' }), 'CAPACITY_ERROR', 60_000],
  ['that nobody may look at', status(403, 'Forbidden'), 'CAPACITY_ERROR', 60_000],
  ['whose nodes are all too small', nodesOf({ main: '64', 'spot-a': '2', 'spot-b': '1' }), 'INVALID_SPEC', 0],
  [
    'one of whose nodes is large enough',
    nodesOf({ main: '1', 'spot-a': '2', 'spot-b': '4' }),
    'CAPACITY_ERROR',
    60_000,
  ],
])('a bid for pools %s', async (_what, nodes, code, waitedMs) => {
  const { provider, clock } = cluster(unmet, spotAccess, nodes);
  await expect(provider.requestSpotInstance(bid)).rejects.toMatchObject({ code });
  expect(clock.monotonic()).toBe(waitedMs);
});

test.each([
  ['and nodes of spot pools alone', nodesOf({ 'spot-a': '64' }), 'CAPACITY_ERROR'],
  ['and large nodes in spot pools alone', nodesOf({ main: '2', 'spot-a': '64' }), 'INVALID_SPEC'],
])('a spawn with spot pools %s', async (_what, nodes, code) => {
  const { provider } = cluster(unmet, spotAccess, nodes);
  await expect(provider.spawn({ spec })).rejects.toMatchObject({ code });
});

test.each([
  [access, false],
  [spotAccess, true],
  [gpuless, true],
])('with the settings %j spot is declared: %s, and there are methods exactly then', (env, expected) => {
  const { provider } = createCoreweave(contextUnderTest(() => Response.json({}), env));
  expect(provider.capabilities).toMatchObject({ gpu: true, persistentVolumes: true, spot: expected });
  expect('requestSpotInstance' in provider).toBe(expected);
});

test.each([
  [{ ...spotAccess, COREWEAVE_SPOT_POOLS: '' }, /COREWEAVE_SPOT_POOLS must name the node pools that/],
  [{ ...access, COREWEAVE_SPOT_TAINT: 'spot' }, /COREWEAVE_SPOT_POOLS must name the node pools that/],
  [{ ...spotAccess, COREWEAVE_SPOT_TAINT: 'a=b' }, /COREWEAVE_SPOT_TAINT must be the key of a taint, .* got "a=b"$/],
  [{ ...spotAccess, COREWEAVE_SPOT_POOLS: 'a,,b' }, /COREWEAVE_SPOT_POOLS must be names of node pools/],
  [{ ...spotAccess, COREWEAVE_SPOT_POOLS: 'Spot' }, /COREWEAVE_SPOT_POOLS must be names of node pools/],
  [
    { ...spotAccess, COREWEAVE_SPOT_USD_PER_CPU_HOUR: '' },
    /COREWEAVE_SPOT_USD_PER_CPU_HOUR must be .* a bid can be kept only where a price is known, got ""$/,
  ],
  [{ ...spotAccess, COREWEAVE_SPOT_USD_PER_CPU_HOUR: '0' }, /COREWEAVE_SPOT_USD_PER_CPU_HOUR must be .*, got "0"$/],
  [{ ...spotAccess, COREWEAVE_SPOT_USD_PER_GPU_HOUR: 'x' }, /COREWEAVE_SPOT_USD_PER_GPU_HOUR must be .*, got "x"$/],
])('the settings %j are refused', (env, message) => {
  expect(() => createCoreweave(contextUnderTest(() => Response.json({}), env))).toThrow(message);
});

function poolsOf(classes: Readonly<Record<string, string>>): Response {
  const items = Object.entries(classes).map(([name, computeClass]) => ({
    metadata: { name },
    spec: { computeClass, instanceType: 'cd-gp-i64' },
  }));
  return Response.json({ kind: 'NodePoolList', items });
}

test.each([
  [poolsOf({ 'spot-a': 'Spot', 'spot-b': 'spot' }), null],
  [status(403, 'Forbidden'), null],
  [new Response('404 page not found\n', { status: 404 }), null],
  [poolsOf({ 'spot-a': 'spot' }), 'there is no node pool spot-b: COREWEAVE_SPOT_POOLS names it'],
  [
    poolsOf({ 'spot-a': 'default', 'spot-b': 'spot' }),
    'node pool spot-a is not of computeClass spot, and nobody takes its nodes away: COREWEAVE_SPOT_POOLS names it',
  ],
])('onStartup looks whether the spot pools are spot pools (%#)', async (pools, message) => {
  const context = contextUnderTest(
    ({ path }) => (path.endsWith('/nodepools') ? pools.clone() : Response.json({ metadata: {}, items: [] })),
    spotAccess,
  );
  const started = createCoreweave(context).hooks.onStartup();
  if (message === null) await expect(started).resolves.toBeUndefined();
  else await expect(started).rejects.toMatchObject({ code: 'INVALID_SPEC', message });
});

test.each([
  ['spot-a', 'QUOTA_EXCEEDED'],
  ['main', 'CAPACITY_ERROR'],
])('a bid without room, where the pool %s has reached its quota', async (full, code) => {
  const items = ['spot-a', 'main'].map((name) => ({
    metadata: { name },
    spec: { instanceType: 'cd-gp-i64' },
    status: { conditions: [{ type: 'Quota', status: name === full ? 'False' : 'True', message: 'over the quota' }] },
  }));
  const context = contextUnderTest(({ method, path }) => {
    if (path.endsWith('/nodepools')) return Response.json({ items });
    if (path === '/api/v1/nodes') return status(403, 'Forbidden');
    return Response.json(podOf(unmet, { labels: spotLabels }), { status: method === 'POST' ? 201 : 200 });
  }, spotAccess);
  const { provider } = createCoreweave(context);
  if (!supports(provider, 'spot')) throw new Error('there is no spot');
  await expect(provider.requestSpotInstance(bid)).rejects.toMatchObject({ code });
});

test('a request that is repeated after its pod was taken away is told of that pod, for as long as it shows', async () => {
  const conditions = [...scheduled.conditions, { type: 'DisruptionTarget', status: 'True' }];
  let made: { metadata: object } | undefined;
  const context = contextUnderTest(({ method, body }) => {
    if (method === 'POST' && made) return status(409, 'AlreadyExists');
    made ??= body as { metadata: object };
    const { labels } = made.metadata as { labels: object };
    return Response.json(podOf({ ...scheduled, conditions }, { labels, deletionTimestamp: '2030-01-01T00:07:00Z' }));
  }, spotAccess);
  const { provider } = createCoreweave(context);
  if (!supports(provider, 'spot')) throw new Error('there is no spot');
  const request = { ...bid, idempotencyKey: 'k' };
  const first = await provider.requestSpotInstance(request);
  expect(await provider.requestSpotInstance(request)).toEqual(first);
  expect(context.clock.monotonic()).toBe(0);
});
