import { type Answer, success } from './answer.ts';
import type { NodePool } from './kubernetes-options.ts';
import { livingPods } from './pods.ts';
import { instanceType } from './schedule.ts';
import { momentNow, revisionAt, type Store, timestamp } from './store.ts';

/** `GET /apis/compute.coreweave.com/v1alpha1/nodepools`: what nodes were ordered, and what stands in the way of more. */
export function listNodePools(store: Store): Answer {
  const resourceVersion = revisionAt(store, momentNow(store));
  const lacksQuota = livingPods(store).some(({ finds }) => finds === 'no-quota');
  return success({
    kind: 'NodePoolList',
    apiVersion: 'compute.coreweave.com/v1alpha1',
    metadata: { resourceVersion },
    items: store.options.pools.map((pool) => nodePool(pool, lacksQuota, store)),
  });
}

function nodePool(pool: NodePool, lacksQuota: boolean, { openedAtMs }: Store): object {
  const { name, nodes, isSpot } = pool;
  const queuedNodes = lacksQuota ? 1 : 0;
  const condition = (type: string, isTrue: boolean, message: string) => ({
    ...{ type, status: isTrue ? 'True' : 'False', reason: type, message },
    lastTransitionTime: timestamp(openedAtMs),
  });
  return {
    metadata: { name, creationTimestamp: timestamp(openedAtMs) },
    spec: {
      computeClass: isSpot ? 'spot' : 'default',
      instanceType: instanceType(pool),
      targetNodes: nodes + queuedNodes,
    },
    status: {
      ...{ currentNodes: nodes, inProgress: 0, queuedNodes },
      conditions: [
        condition('Validated', true, ''),
        condition('AtTarget', !lacksQuota, ''),
        condition('Capacity', true, ''),
        condition('Quota', !lacksQuota, lacksQuota ? 'more nodes are asked for than the quota allows' : ''),
      ],
    },
  };
}
