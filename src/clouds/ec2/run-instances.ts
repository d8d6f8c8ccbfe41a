import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { checkLaunch, isRefusal } from './check-launch.ts';
import { bindToken, lookUpToken } from './client-tokens.ts';
import { shownInstance } from './describe-instances.ts';
import { dryRunProblem } from './dry-run.ts';
import type { InstanceRecord, LaunchOrder } from './instance.ts';
import { instanceTypeOf } from './instance-types.ts';
import type { Query } from './query.ts';
import { spotProblem, spotRoom } from './spot-capacity.ts';
import { marketPrice } from './spot-prices.ts';
import { livingInstances, newId, type Store } from './store.ts';

/** RunInstances, on demand and on the spot market. */
export function runInstances(store: Store, region: string, query: Query): Answer {
  const checked = checkLaunch(store, region, query);
  if (isRefusal(checked)) return checked;
  const token = lookUpToken(store, region, query);
  if (token.outcome === 'refused') return token.answer;
  if (token.outcome === 'launched') return reservation(store, token.record);
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  const lack = launchProblem(store, checked, query);
  bindToken(store, region, query, null);
  if (lack) return lack;
  const record = launch(store, checked);
  bindToken(store, region, query, record.id);
  return reservation(store, record);
}

/** Why there is no machine for a launch now, if so. */
export function launchProblem(store: Store, order: LaunchOrder, query: Query): Refusal | null {
  return (
    quotaProblem(store, order) ??
    spotProblem(store, order) ??
    capacityProblem(store, order) ??
    bidProblem(store, order, query)
  );
}

function quotaProblem(store: Store, order: LaunchOrder): Refusal | null {
  const used = livingInstances(store)
    .filter((record) => record.order.region === order.region)
    .reduce((sum, record) => sum + vcpusOf(record.order), 0);
  if (used + vcpusOf(order) <= store.options.vcpusMax) return null;
  return refusal(
    'VcpuLimitExceeded',
    `You have requested more vCPU capacity than your current vCPU limit of ${store.options.vcpusMax} allows`,
  );
}

export function capacityProblem(store: Store, order: LaunchOrder): Refusal | null {
  const { zone, instanceType } = order;
  if (!store.drained.has(zone) && !(order.isSpot && spotRoom(store, order) < 1)) return null;
  return refusal(
    'InsufficientInstanceCapacity',
    `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you requested (${zone}).`,
    500,
  );
}

function bidProblem(store: Store, order: LaunchOrder, query: Query): Refusal | null {
  const bid = query.text('InstanceMarketOptions.SpotOptions.MaxPrice');
  if (!order.isSpot || bid === undefined) return null;
  const price = marketPrice(store, order.zone, order.instanceType);
  if (Number(bid) >= price) return null;
  return refusal(
    'SpotMaxPriceTooLow',
    `Your Spot request price of ${bid} is lower than the minimum required Spot request fulfillment price of ${price}.`,
  );
}

/** What a launch for a spot request brings along: everything else draws its own. */
export interface Preset {
  readonly id: string;
  readonly spotRequestId: string;
  readonly atMs: number;
}

/** Makes an instance that is visible from its time on. */
export function launch(store: Store, order: LaunchOrder, preset?: Preset): InstanceRecord {
  const record: InstanceRecord = {
    id: preset?.id ?? newId(store, 'i'),
    reservationId: newId(store, 'r'),
    order,
    tags: new Map(order.tags),
    privateIp: `10.0.${Math.floor(store.random.next() * 256)}.${Math.floor(store.random.next() * 256)}`,
    rootVolumeId: newId(store, 'vol'),
    rootTags: new Map(order.volumeTags),
    spotRequestId: preset?.spotRequestId ?? (order.isSpot ? `sir-${store.random.hex(8)}` : null),
    launchedAtMs: preset?.atMs ?? store.clock.now(),
    powerChanges: [],
    isProtected: order.isProtected,
    endedAtMs: Number.POSITIVE_INFINITY,
    endReason: null,
  };
  store.instances.set(record.id, record);
  if (record.spotRequestId !== null && !preset) addSpotRequest(store, record, record.spotRequestId);
  const disk = store.images.get(order.imageId)?.disk ?? null;
  if (disk !== null) store.disks.set(record.id, disk);
  return record;
}

/** RunInstances on the spot market leaves a request behind that is fulfilled. */
function addSpotRequest(store: Store, { id: instanceId, order }: InstanceRecord, id: string): void {
  store.spotRequests.set(id, {
    id,
    region: order.region,
    order,
    bid: undefined,
    tags: new Map(order.spotTags),
    createdAtMs: store.clock.now(),
    cancelledAtMs: Number.POSITIVE_INFINITY,
    waitsFor: 'pending-fulfillment',
    instanceId,
  });
}

function reservation(store: Store, record: InstanceRecord): Answer {
  return success({
    reservationId: record.reservationId,
    ownerId: store.accountId,
    groupSet: [],
    instancesSet: [shownInstance(store, record, store.clock.now()) ?? {}],
  });
}

function vcpusOf({ instanceType }: LaunchOrder): number {
  return instanceTypeOf(instanceType)?.vcpus ?? 0;
}
