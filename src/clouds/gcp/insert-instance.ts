import { type Answer, refusal } from './answer.ts';
import { checkInsert } from './check-instance.ts';
import { type InstanceOrder, instanceLink, livingInstances } from './instance.ts';
import { begin, type OperationError, remembered } from './operation.ts';
import { drawId, type Store } from './store.ts';

/** `POST .../zones/{zone}/instances`. What is wrong with the request is told at once; what is lacking, by the operation. */
export function insertInstance(
  store: Store,
  zone: string,
  body: Readonly<Record<string, unknown>>,
  requestId: string | null,
): Answer {
  const known = remembered(store, requestId);
  if (known) return known;
  const checked = checkInsert(store, zone, body);
  if (!checked.ok) return checked.answer;
  const { order, source } = checked;
  const link = instanceLink(store, zone, order.name);
  if (livingInstances(store).some((each) => each.order.zone === zone && each.order.name === order.name)) {
    return refusal(409, 'alreadyExists', `The resource '${link}' already exists`);
  }
  const error = lack(store, order);
  const id = drawId(store.random);
  if (error === null) create(store, id, order, source?.diskText);
  return begin(store, { type: 'insert', zone, targetId: id, targetLink: link, requestId, error });
}

function create(store: Store, id: string, order: InstanceOrder, text: string | undefined): void {
  const createdAtMs = store.clock.now();
  store.instances.set(id, { id, order, createdAtMs, changes: [], deletedAtMs: Number.POSITIVE_INFINITY });
  if (text !== undefined) store.diskTexts.set(id, text);
}

/** Why the work fails although it was accepted. */
function lack(store: Store, { zone, machineType }: InstanceOrder): OperationError | null {
  const { options, linkPrefix, drained } = store;
  const region = zone.slice(0, -2);
  const inRegion = livingInstances(store).filter((each) => each.order.zone.startsWith(region)).length;
  if (inRegion >= options.instancesMax) {
    const quotaInfo = {
      metricName: 'compute.googleapis.com/instances',
      limitName: 'INSTANCES',
      limit: options.instancesMax,
    };
    const message = `Quota 'INSTANCES' exceeded.  Limit: ${options.instancesMax}.0 in region ${region}.`;
    return { code: 'QUOTA_EXCEEDED', message, httpStatus: 403, details: [{ quotaInfo }] };
  }
  const isSoldOut = drained.has(zone) || options.soldOutTypes.includes(`${zone}/${machineType}`);
  if (!isSoldOut) return null;
  const message = `The zone '${linkPrefix}/zones/${zone}' does not have enough resources available to fulfill the request.  '(resource type:compute)'.`;
  const errorInfo = { reason: 'stockout', domain: 'compute.googleapis.com', metadatas: { zone, vmType: machineType } };
  return { code: 'ZONE_RESOURCE_POOL_EXHAUSTED_WITH_DETAILS', message, httpStatus: 503, details: [{ errorInfo }] };
}
