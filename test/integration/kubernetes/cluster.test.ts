import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createSpotMarket } from '../../../src/clouds/kubernetes/cluster/spot-market.ts';
import { type Cluster, startCluster } from '../../../src/clouds/kubernetes/cluster/start-cluster.ts';
import { kubernetesCluster } from '../../../src/clouds/kubernetes/cluster/testbed.ts';
import { resolveOptions } from '../../../src/clouds/kubernetes/kubernetes-options.ts';
import { spotSettings } from '../../../src/clouds/kubernetes/spot-offer.ts';
import { supports } from '../../../src/provider/supports.ts';
import { createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';
import { runAssay } from '../../cli/run-assay.ts';

const missing = await kubernetesCluster.probe({});
// Nothing is left out silently where everything is to be tested: whoever cannot have it says so, and why.
if (missing !== null && process.env.CI && !process.env.ASSAY_NO_KUBERNETES) throw new Error(missing);

interface Pod {
  readonly metadata: { readonly uid: string; readonly deletionGracePeriodSeconds?: number };
  readonly spec: { readonly nodeName: string };
  readonly status: { readonly conditions: readonly object[] };
}

const taken = { status: 'terminating', spot: true, reason: 'SPOT_INTERRUPTED' };
const namespace = 'assay';
const small = { cpus: 1, memoryMiB: 64 };
/** A machine that does other work too takes its time. */
const patient = { timeout: 20_000 };
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('assay-kubernetes-'));

describe.skipIf(missing !== null)('a real API server, scheduler and controllers', () => {
  const before = folders();
  let cluster: Cluster;

  beforeAll(async () => {
    const { pools, images } = resolveOptions({}, createRandom(1));
    cluster = await startCluster({ namespace, pools, images });
  });

  afterAll(async () => {
    await cluster.close();
    expect(folders()).toEqual(before);
  });

  function open(more: Readonly<Record<string, string>> = {}) {
    const env = {
      COREWEAVE_SERVER: cluster.url,
      COREWEAVE_TOKEN: cluster.token,
      COREWEAVE_NAMESPACE: namespace,
      COREWEAVE_SCHEDULE_TIMEOUT_MS: '3000',
      ...more,
    };
    const { signal } = new AbortController();
    const clock = createRealClock();
    return createCoreweave(
      createWorldContext({ fetch: cluster.fetch, clock, random: createRandom(clock.now()), env, signal }),
    );
  }

  const podNamed = async (id: string) =>
    (await cluster.admin.send('GET', `/api/v1/namespaces/${namespace}/pods/${id.split('.')[0]}`)) as unknown as Pod;
  const machines = () => cluster.admin.send('GET', `/api/v1/namespaces/${namespace}/pods`);

  test('a pod gets a node with the GPUs that it asked for, and is gone after its end', async () => {
    const { provider, hooks } = open();
    await hooks.onStartup();
    const spec = { cpus: 4, memoryMiB: 4_096, gpu: { model: 'H100', count: 8 } };
    const { id } = await provider.spawn({ spec, tags: { team: 'é, "blue"' } });
    await expect.poll(async () => (await provider.get(id))?.status, patient).toBe('running');
    expect(await provider.get(id)).toMatchObject({ spec, tags: { team: 'é, "blue"' } });
    expect(await machines()).toMatchObject({ items: [{ spec: { nodeName: expect.stringMatching(/^h100-/) } }] });
    await provider.terminate(id);
    await expect.poll(() => provider.get(id), patient).toBeNull();
    expect(await machines()).toMatchObject({ items: [] });
  });

  test('a pod that all nodes are too full for is CAPACITY_ERROR, and one that no node is large enough for INVALID_SPEC', async () => {
    const { provider } = open();
    const whole = { cpus: 4, memoryMiB: 1_024, gpu: { model: 'L40', count: 8 } };
    const { id } = await provider.spawn({ spec: whole });
    await expect(provider.spawn({ spec: whole })).rejects.toMatchObject({
      code: 'CAPACITY_ERROR',
      message: expect.stringContaining('Insufficient nvidia.com/gpu'),
    });
    await provider.terminate(id);
    await expect(provider.spawn({ spec: { cpus: 512, memoryMiB: 64 } })).rejects.toMatchObject({
      code: 'INVALID_SPEC',
    });
    await expect(provider.spawn({ spec: { ...small, gpu: { model: 'B300', count: 1 } } })).rejects.toMatchObject({
      code: 'INVALID_SPEC',
      message: expect.stringContaining("didn't match Pod's node affinity/selector"),
    });
    await expect.poll(machines, patient).toMatchObject({ items: [] });
  });

  test('a spot pod has a spot node, is evicted from it, says so, and is gone soon after its end', async () => {
    const { pools } = resolveOptions({}, createRandom(1));
    const { provider } = open(spotSettings(pools));
    if (!supports(provider, 'spot')) throw new Error('there is no spot');
    const { instanceId = '' } = await provider.requestSpotInstance({ spec: small, maxPriceUsdPerHour: 1 });
    const { id } = await provider.spawn({ spec: small });
    await expect.poll(async () => (await provider.get(instanceId))?.status, patient).toBe('running');
    const nodes = Object.fromEntries(
      ((await machines()).items as readonly Pod[]).map((pod) => [pod.metadata.uid, pod.spec.nodeName]),
    );
    expect(nodes).toEqual({
      [instanceId.split('.')[1] ?? '']: expect.stringMatching(/^spot-/),
      [id.split('.')[1] ?? '']: expect.not.stringMatching(/^spot-/),
    });
    const market = createSpotMarket({ admin: cluster.admin, namespace, pools, clock: createRealClock() });
    await market.interrupt(instanceId);
    await market.interrupt(id);
    expect(await provider.get(instanceId)).toMatchObject(taken);
    const evicted = await podNamed(instanceId);
    expect(evicted.metadata.deletionGracePeriodSeconds).toBe(420);
    expect(evicted.status.conditions).toContainEqual(
      expect.objectContaining({ reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting' }),
    );
    expect((await provider.get(id))?.reason).toBeUndefined();
    await provider.terminate(instanceId);
    await provider.terminate(id);
    await expect.poll(machines, patient).toMatchObject({ items: [] });
  });

  test('a spot pod whose node gets a taint says that it was taken away', async () => {
    const { pools } = resolveOptions({}, createRandom(1));
    const { provider } = open(spotSettings(pools));
    if (!supports(provider, 'spot')) throw new Error('there is no spot');
    const { instanceId = '' } = await provider.requestSpotInstance({ spec: small, maxPriceUsdPerHour: 1 });
    await expect.poll(async () => (await provider.get(instanceId))?.status, patient).toBe('running');
    const node = `/api/v1/nodes/${(await podNamed(instanceId)).spec.nodeName}`;
    await cluster.admin.send('PATCH', node, { spec: { taints: [{ key: 'reclaimed', effect: 'NoExecute' }] } });
    await expect.poll(() => provider.get(instanceId), patient).toMatchObject(taken);
    expect((await podNamed(instanceId)).status.conditions).toContainEqual(
      expect.objectContaining({
        reason: 'DeletionByTaintManager',
        message: 'Taint manager: deleting due to NoExecute taint',
      }),
    );
    await cluster.admin.send('PATCH', node, { spec: { taints: null } });
    await provider.terminate(instanceId);
    await expect.poll(machines, patient).toMatchObject({ items: [] });
  });

  test('an image that is not there, a quota and a limit of a container are told apart', async () => {
    const { provider } = open();
    await expect(provider.spawn({ spec: small, image: 'no/such:image' })).rejects.toMatchObject({
      code: 'INVALID_SPEC',
      message: expect.stringContaining('ErrImagePull'),
    });
    // What still ends is counted.
    await expect.poll(machines, patient).toMatchObject({ items: [] });
    const own = `/api/v1/namespaces/${namespace}`;
    await cluster.admin.send('POST', `${own}/resourcequotas`, {
      ...{ apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'compute' } },
      spec: { hard: { 'limits.cpu': '2' } },
    });
    const counted = async () => {
      const { status } = await cluster.admin.send('GET', `${own}/resourcequotas/compute`);
      return status;
    };
    await expect.poll(counted, patient).toMatchObject({ used: { 'limits.cpu': '0' } });
    await expect(provider.spawn({ spec: { ...small, cpus: 3 } })).rejects.toMatchObject({ code: 'QUOTA_EXCEEDED' });
    await cluster.admin.send('DELETE', `${own}/resourcequotas/compute`);
    await cluster.admin.send('POST', `${own}/limitranges`, {
      ...{ apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'small' } },
      spec: { limits: [{ type: 'Container', max: { cpu: '2' } }] },
    });
    // Admission reads limits from a copy that is a moment old.
    await expect
      .poll(
        () =>
          provider.spawn({ spec: { ...small, cpus: 3 } }).then(
            () => null,
            ({ code }) => code,
          ),
        patient,
      )
      .toBe('INVALID_SPEC');
    await cluster.admin.send('DELETE', `${own}/limitranges/small`);
    for (const { id } of await provider.list()) await provider.terminate(id);
  });

  test('a wrong token, a namespace that is not there and one that is not ours are told at start', async () => {
    await expect(open({ COREWEAVE_TOKEN: 'wrong' }).hooks.onStartup()).rejects.toMatchObject({
      code: 'AUTH_ERROR',
      message: expect.stringContaining('refuses the token'),
    });
    await expect(open({ COREWEAVE_NAMESPACE: 'kube-system' }).hooks.onStartup()).rejects.toMatchObject({
      code: 'AUTH_ERROR',
    });
  });

  test('a claim gets its volume, is held by a pod that mounts it, and its end is refused until then', async () => {
    const { provider } = open();
    const { id: volumeId } = await provider.createVolume({ sizeGiB: 10 });
    await expect.poll(async () => (await provider.getVolume(volumeId))?.status, patient).toBe('available');
    const { id } = await provider.spawn({ spec: small, volumeIds: [volumeId] });
    await expect.poll(async () => (await provider.get(id))?.status, patient).toBe('running');
    await expect(provider.deleteVolume(volumeId)).rejects.toMatchObject({ code: 'INVALID_SPEC' });
    await provider.terminate(id);
    await expect.poll(() => provider.get(id), patient).toBeNull();
    await provider.deleteVolume(volumeId);
    await expect.poll(() => provider.getVolume(volumeId), patient).toBeNull();
  });

  test('the testbed live judges a cluster that is there, by its address alone, and leaves nothing on it', async () => {
    const out = await mkdtemp(join(tmpdir(), 'assay-live-'));
    onTestFinished(() => rm(out, { recursive: true }));
    const settings = {
      COREWEAVE_SERVER: cluster.url,
      COREWEAVE_TOKEN: cluster.token,
      COREWEAVE_NAMESPACE: namespace,
    };
    const contracts = ['launch.unique-ids', 'terminate.idempotent', 'volumes.outlives-instance', 'errors.taxonomy'];
    const { exitCode, stdout, stderr } = await runAssay(
      [
        ...['certify', 'coreweave', '--live', '--allow-no-expiry', '--out', out],
        ...contracts.flatMap((id) => ['--contracts', id]),
        ...Object.keys(settings).flatMap((name) => ['--env', name]),
      ],
      [],
      { ...settings, NODE_EXTRA_CA_CERTS: cluster.certificate },
    );
    expect([exitCode, stdout], stderr).toEqual([0, expect.stringMatching(/live +│ [a-z]+ +│ +4 │ +0 │/)]);
    const { items } = await machines();
    expect(items).toEqual([]);
  }, 240_000);

  test('a cluster whose certificate nobody knows is told with what to do', async () => {
    const env = { COREWEAVE_SERVER: cluster.url, COREWEAVE_TOKEN: cluster.token };
    const { exitCode, stdout } = await runAssay(['doctor', 'coreweave', '--testbed', 'live'], [], env);
    expect([exitCode, stdout]).toEqual([2, expect.stringContaining('NODE_EXTRA_CA_CERTS')]);
  });
});
