import { setTimeout as sleep } from 'node:timers/promises';
import type { NodePool } from '../kubernetes-options.ts';
import { nodeLabels, taintsOf } from '../schedule.ts';
import type { Admin, Body } from './admin.ts';
import { userName } from './cluster-plan.ts';
import { driver, storageClass } from './storage-driver.ts';

const pauseMs = 100;
const waitMs = 60_000;

export interface Furniture {
  readonly namespace: string;
  readonly pools: readonly NodePool[];
}

/** Makes an empty cluster one as a customer is given it: nodes, storage, a namespace, and somebody who may use it. */
export async function furnish(admin: Admin, { namespace, pools }: Furniture): Promise<void> {
  const { send } = admin;
  await send('POST', '/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
  await Promise.all([
    ...pools.flatMap((pool) =>
      Array.from({ length: pool.nodes }, (_, index) => send('POST', '/api/v1/nodes', node(pool, index))),
    ),
    ...rights(namespace).map(([path, body]) => send('POST', path, body)),
    send('POST', '/apis/storage.k8s.io/v1/storageclasses', {
      ...{ apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: storageClass } },
      ...{ provisioner: driver, volumeBindingMode: 'Immediate', reclaimPolicy: 'Retain' },
    }),
    send('POST', '/apis/storage.k8s.io/v1/csidrivers', {
      ...{ apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: driver } },
      // No node waits for a volume to be attached.
      spec: { attachRequired: false },
    }),
  ]);
  await untilUsable(admin, namespace);
}

function node(pool: NodePool, index: number): object {
  const { name, cpus, memoryMiB, diskGiB, gpu } = pool;
  const amounts = {
    ...{ cpu: String(cpus), memory: `${memoryMiB}Mi`, 'ephemeral-storage': `${diskGiB}Gi`, pods: '110' },
    ...(gpu && { 'nvidia.com/gpu': String(gpu.count) }),
  };
  return {
    ...{ apiVersion: 'v1', kind: 'Node', metadata: { name: `${name}-${index}`, labels: nodeLabels(pool) } },
    spec: { taints: taintsOf(pool) },
    status: { capacity: amounts, allocatable: amounts },
  };
}

function rights(namespace: string): readonly (readonly [path: string, body: object])[] {
  const group = 'rbac.authorization.k8s.io';
  const own = `/apis/${group}/v1/namespaces/${namespace}`;
  const subjects = [{ apiGroup: group, kind: 'User', name: userName }];
  const metadata = { name: userName };
  const things = { apiGroups: [''], resources: ['pods', 'persistentvolumeclaims'], verbs: ['*'] };
  const itself = { apiGroups: [''], resources: ['namespaces'], verbs: ['get'] };
  const nodes = { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list'] };
  const refersTo = (kind: string) => ({ subjects, roleRef: { apiGroup: group, kind, name: userName } });
  const of = (kind: string, more: object) => ({ apiVersion: `${group}/v1`, kind, metadata, ...more });
  return [
    [`${own}/roles`, of('Role', { rules: [things, itself] })],
    [`${own}/rolebindings`, of('RoleBinding', refersTo('Role'))],
    [`/apis/${group}/v1/clusterroles`, of('ClusterRole', { rules: [nodes] })],
    [`/apis/${group}/v1/clusterrolebindings`, of('ClusterRoleBinding', refersTo('ClusterRole'))],
  ];
}

/** Nodes are ready, and pods of the namespace have somebody to run as. */
async function untilUsable({ send }: Admin, namespace: string): Promise<void> {
  const account = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
  for (let waitedMs = 0; waitedMs < waitMs; waitedMs += pauseMs) {
    const hasAccount = await send('GET', account).then(
      () => true,
      () => false,
    );
    const { items } = await send('GET', '/api/v1/nodes');
    if (hasAccount && (items as readonly Body[]).every(isUsable)) return;
    await sleep(pauseMs);
  }
  throw new Error('the nodes of the cluster do not become ready');
}

/** A node that is new is marked until somebody has seen that it is ready. */
function isUsable({ spec, status }: Body): boolean {
  const { taints = [] } = spec as { readonly taints?: readonly { readonly key: string }[] };
  const { conditions = [] } = status as { readonly conditions?: readonly Body[] };
  const isReady = conditions.some((condition) => condition.type === 'Ready' && condition.status === 'True');
  return isReady && taints.every(({ key }) => !key.startsWith('node.kubernetes.io/'));
}
