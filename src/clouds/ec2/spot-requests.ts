import { type Answer, type Refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { describePage, idsWithPageProblem } from './pages.ts';
import type { Query } from './query.ts';
import { findSpotRequest, spotRequestBody, spotRequestState } from './spot-request.ts';
import type { SpotRequestRecord, Store } from './store.ts';

/** DescribeSpotInstanceRequests, by ids or page by page. */
export function describeSpotRequests(store: Store, region: string, query: Query): Answer {
  const filterable = spotRequestFilters(store);
  const problem = filterProblem(query, filterable);
  if (problem) return problem;
  const named = namedRequests(store, region, query);
  if ('ok' in named) return named;
  const pageProblem = named.length > 0 ? idsWithPageProblem(query, 'spotInstanceRequestIdSet') : null;
  if (pageProblem) return pageProblem;
  const records = named.length > 0 ? named : [...store.spotRequests.values()].filter((each) => each.region === region);
  return describePage(store, query, {
    set: 'spotInstanceRequestSet',
    pageDefault: Number.POSITIVE_INFINITY,
    open: () =>
      records
        .filter((record) => passesFilters(query, filterable, record))
        .map((record) => spotRequestBody(store, record)),
  });
}

/** CancelSpotInstanceRequests. The instance of a fulfilled request stays; one that is still to come never comes. */
export function cancelSpotRequests(store: Store, region: string, query: Query): Answer {
  const records = namedRequests(store, region, query);
  if ('ok' in records) return records;
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  for (const record of records) {
    const nowMs = store.clock.now();
    const instance = store.instances.get(record.instanceId ?? '');
    if (instance && instance.launchedAtMs > nowMs) store.instances.delete(instance.id);
    record.cancelledAtMs = Math.min(record.cancelledAtMs, nowMs);
  }
  return success({
    spotInstanceRequestSet: records.map(({ id }) => ({ spotInstanceRequestId: id, state: 'cancelled' })),
  });
}

function namedRequests(store: Store, region: string, query: Query): readonly SpotRequestRecord[] | Refusal {
  const records: SpotRequestRecord[] = [];
  for (const id of new Set(query.list('SpotInstanceRequestId'))) {
    const record = findSpotRequest(store, region, id);
    if ('ok' in record) return record;
    records.push(record);
  }
  return records;
}

function spotRequestFilters(store: Store): Filterable<SpotRequestRecord> {
  return {
    fields: {
      'spot-instance-request-id': ({ id }) => [id],
      'instance-id': ({ instanceId }) => (instanceId === null ? [] : [instanceId]),
      'launched-availability-zone': ({ order }) => [order.zone],
      'launch.image-id': ({ order }) => [order.imageId],
      'launch.instance-type': ({ order }) => [order.instanceType],
      state: (record) => [spotRequestState(store, record)[0]],
      'status-code': (record) => [spotRequestState(store, record)[1]],
    },
    tags: ({ tags }) => tags,
  };
}
