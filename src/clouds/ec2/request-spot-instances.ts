import { type Answer, refusal, success } from './answer.ts';
import { checkLaunch, isRefusal } from './check-launch.ts';
import { dryRunProblem } from './dry-run.ts';
import type { LaunchOrder } from './instance.ts';
import type { Query } from './query.ts';
import { capacityProblem, launch } from './run-instances.ts';
import { marketPrice } from './spot-prices.ts';
import { spotRequestBody } from './spot-request.ts';
import { newId, type SpotRequestRecord, type Store } from './store.ts';
import { tagsFor } from './tag-specifications.ts';

const countMax = 100;

/** RequestSpotInstances: what cannot be launched now stays open. Without a launch in its answer, and without a token. */
export function requestSpotInstances(store: Store, region: string, query: Query): Answer {
  const bid = query.text('SpotPrice');
  const order = checkLaunch(
    store,
    region,
    query.part('LaunchSpecification', {
      MinCount: '1',
      MaxCount: '1',
      'InstanceMarketOptions.MarketType': 'spot',
      ...(bid !== undefined && { 'InstanceMarketOptions.SpotOptions.MaxPrice': bid }),
    }),
  );
  if (isRefusal(order)) return order;
  const count = Number(query.text('InstanceCount') ?? 1);
  if (!Number.isInteger(count) || count < 1 || count > countMax) {
    return refusal('InvalidParameterValue', `Value (${query.text('InstanceCount')}) for InstanceCount is invalid.`);
  }
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  const tags = tagsFor(query, 'spot-instances-request');
  const records = Array.from({ length: count }, () => request(store, order, bid, new Map(tags)));
  return success({ spotInstanceRequestSet: records.map((record) => spotRequestBody(store, record)) });
}

function request(
  store: Store,
  order: LaunchOrder,
  bid: string | undefined,
  tags: Map<string, string>,
): SpotRequestRecord {
  const waitsFor = obstacle(store, order, bid);
  const record: SpotRequestRecord = {
    id: `sir-${store.random.hex(8)}`,
    region: order.region,
    order,
    bid,
    tags,
    createdAtMs: store.clock.now(),
    cancelledAtMs: Number.POSITIVE_INFINITY,
    waitsFor: waitsFor ?? 'pending-fulfillment',
    instanceId: waitsFor === null ? newId(store, 'i') : null,
  };
  store.spotRequests.set(record.id, record);
  const atMs = record.createdAtMs + store.options.spotRequestMs;
  if (record.instanceId !== null) launch(store, order, { id: record.instanceId, spotRequestId: record.id, atMs });
  return record;
}

/** What the request has to wait for, in the words of its status. Nobody here ever makes room for it. */
function obstacle(store: Store, order: LaunchOrder, bid: string | undefined): string | null {
  if (capacityProblem(store, order)) return 'capacity-not-available';
  const price = marketPrice(store, order.zone, order.instanceType);
  return bid !== undefined && Number(bid) < price ? 'price-too-low' : null;
}
