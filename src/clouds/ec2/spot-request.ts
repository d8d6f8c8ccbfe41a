import { type Refusal, refusal } from './answer.ts';
import { stateAt } from './instance.ts';
import { defaultGroups } from './instance-network.ts';
import type { SpotRequestRecord, Store } from './store.ts';
import type { XmlValue } from './xml.ts';

export function findSpotRequest(store: Store, region: string, id: string): SpotRequestRecord | Refusal {
  const record = store.spotRequests.get(id);
  if (record?.region === region) return record;
  return refusal('InvalidSpotInstanceRequestID.NotFound', `The spot instance request ID '${id}' does not exist`);
}

/** The state of a request, and the code that says how it came to it. */
export function spotRequestState(store: Store, record: SpotRequestRecord): readonly [state: string, code: string] {
  const nowMs = store.clock.now();
  const { cancelledAtMs, waitsFor } = record;
  const instance = store.instances.get(record.instanceId ?? '');
  const state = instance ? stateAt(instance, nowMs, store.options) : null;
  if (nowMs >= cancelledAtMs) {
    const isLeft = instance !== undefined && instance.endedAtMs > nowMs;
    return ['cancelled', isLeft ? 'request-canceled-and-instance-running' : 'canceled-before-fulfillment'];
  }
  if (!instance) return ['open', waitsFor];
  if (instance.endedAtMs > nowMs) return state === null ? ['open', 'pending-fulfillment'] : ['active', 'fulfilled'];
  return instance.endReason?.code === 'Server.SpotInstanceTermination'
    ? ['closed', 'instance-terminated-no-capacity']
    : ['closed', 'instance-terminated-by-user'];
}

export function spotRequestBody(store: Store, record: SpotRequestRecord): XmlValue {
  const [state, code] = spotRequestState(store, record);
  const { order, bid } = record;
  return {
    spotInstanceRequestId: record.id,
    spotPrice: bid,
    type: 'one-time',
    state,
    status: {
      code,
      updateTime: new Date(record.createdAtMs).toISOString(),
      message: `Your Spot request is at: ${code}`,
    },
    ...(state !== 'open' && {
      instanceId: record.instanceId ?? undefined,
      launchedAvailabilityZone: order.zone,
    }),
    launchSpecification: {
      imageId: order.imageId,
      instanceType: order.instanceType,
      ebsOptimized: false,
      monitoring: { enabled: false },
      groupSet: defaultGroups(order.region),
    },
    createTime: new Date(record.createdAtMs).toISOString(),
    productDescription: 'Linux/UNIX',
    instanceInterruptionBehavior: 'terminate',
    tagSet: [...record.tags].map(([key, value]) => ({ key, value })),
  };
}
