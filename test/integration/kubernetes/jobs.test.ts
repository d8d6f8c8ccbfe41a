import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, startCluster } from '../../../src/clouds/kubernetes/cluster/start-cluster.ts';
import { kubernetesCluster } from '../../../src/clouds/kubernetes/cluster/testbed.ts';
import { resolveOptions } from '../../../src/clouds/kubernetes/kubernetes-options.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { makeImageFolder, mergeAs, readJob, startContainer } from '../../examples/pods.ts';
import { environmentOf, type NodePod, runPods } from './local-node.ts';

const missing = await kubernetesCluster.probe({});
// Nothing is left out silently where everything is to be tested: whoever cannot have it says so, and why.
if (missing !== null && process.env.CI && !process.env.ASSAY_NO_KUBERNETES) throw new Error(missing);

const namespace = 'restricted';
const jobs = `/apis/batch/v1/namespaces/${namespace}/jobs`;

describe.skipIf(missing !== null)('the indexed jobs of the examples, on a real API server and job controller', () => {
  let cluster: Cluster;
  let folder = '';

  beforeAll(async () => {
    const { pools, images } = resolveOptions({}, createRandom(1));
    cluster = await startCluster({ namespace, pools, images });
    const labels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
    await cluster.admin.send('PATCH', `/api/v1/namespaces/${namespace}`, { metadata: { labels } });
    await cluster.admin.send('POST', `/api/v1/namespaces/${namespace}/persistentvolumeclaims`, {
      ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'assay-reports' } },
      spec: {
        accessModes: ['ReadWriteMany'],
        storageClassName: 'shared-vast',
        resources: { requests: { storage: '1Gi' } },
      },
    });
    folder = await makeImageFolder();
  });

  afterAll(async () => {
    await cluster.close();
    await rm(folder, { recursive: true });
  });

  function start(pod: NodePod) {
    const [container] = pod.spec.containers;
    return startContainer(container, environmentOf(pod), folder);
  }

  async function run(
    job: object,
    begin: (pod: NodePod) => ReturnType<typeof start> = start,
  ): Promise<{ readonly pods: readonly string[]; readonly status: object }> {
    await rm(join(folder, 'reports'), { recursive: true, force: true });
    // Strict: a field that the server does not know is refused, and not just left out.
    const made = await cluster.admin.send('POST', `${jobs}?fieldValidation=Strict`, job);
    const { name } = made.metadata as { readonly name: string };
    const look = async () => (await cluster.admin.send('GET', `${jobs}/${name}`)).status as Status;
    const isOver = async () =>
      ((await look()).conditions ?? []).some(({ type }) => type === 'Complete' || type === 'Failed');
    const pods = await runPods(cluster.admin, namespace, begin, isOver);
    const status = await look();
    await cluster.admin.send('DELETE', `${jobs}/${name}?propagationPolicy=Background`);
    const left = async () => (await cluster.admin.send('GET', `/api/v1/namespaces/${namespace}/pods`)).items;
    await expect.poll(left, { timeout: 20_000 }).toEqual([]);
    return { pods, status };
  }

  test('four pods certify, and what they wrote is the whole', async () => {
    const { job, merge } = await readJob('certify');
    const { pods, status } = await run(job);
    expect(pods).toHaveLength(4);
    expect(status).toMatchObject({ completedIndexes: '0-3', succeeded: 4 });
    expect(await mergeAs(merge, folder)).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(folder, 'merged', 'report.json'), 'utf8')).toMatch(/"verdict": "certified"/);
  }, 240_000);

  test('a pod that is evicted is made up for by another of its index, and that counts for nothing', async () => {
    const { job, merge } = await readJob('chaos');
    let evicted = '';
    const { pods, status } = await run(fewer(job, 200), (pod) => {
      const process = start(pod);
      const { name, annotations } = pod.metadata;
      if (evicted === '' && annotations['batch.kubernetes.io/job-completion-index'] === '3') {
        evicted = name;
        const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
        process.stderr.once('data', () => {
          void cluster.admin.send('POST', `/api/v1/namespaces/${namespace}/pods/${name}/eviction`, eviction);
        });
      }
      return process;
    });
    expect(pods).toHaveLength(5);
    expect(status).toMatchObject({ completedIndexes: '0-3', failedIndexes: '', succeeded: 4 });
    expect(await mergeAs(merge, folder)).toMatchObject({ exitCode: 0 });
    const whole = JSON.parse(await readFile(join(folder, 'merged', 'chaos-report.json'), 'utf8'));
    expect(whole).toMatchObject({ run: { asked: 200, made: 200 }, verdict: 'pass' });
  }, 240_000);

  test('an index that fails is not tried again, and the others are kept', async () => {
    const { job, merge } = await readJob('chaos');
    const naive = JSON.parse(JSON.stringify(fewer(job, 100)).replace('my-control-plane.ts', 'naive.ts'));
    const { pods, status } = await run(naive);
    expect(pods).toHaveLength(4);
    expect(status).toMatchObject({ failedIndexes: expect.stringMatching(/\d/), failed: expect.any(Number) });
    expect(await mergeAs(merge, folder)).toMatchObject({ exitCode: 1 });
  }, 240_000);
});

interface Status {
  readonly conditions?: readonly { readonly type: string }[];
}

function fewer(job: object, seeds: number): object {
  return JSON.parse(JSON.stringify(job).replace('--seeds 10000', `--seeds ${seeds}`));
}
