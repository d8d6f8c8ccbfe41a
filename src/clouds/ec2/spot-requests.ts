import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { isGone } from './instance.ts';
import type { Query } from './query.ts';
import type { SpotRequestRecord, Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** DescribeSpotInstanceRequests, by ids or all. Here every request has brought its instance at once. */
export function describeSpotRequests(store: Store, region: string, query: Query): Answer {
  const problem = filterProblem(query, filtersOf(store));
  if (problem) return problem;
  const ids = query.list('SpotInstanceRequestId');
  const own = [...store.spotRequests.values()].filter((request) => request.region === region);
  const unknown = ids.find((id) => !own.some((request) => request.id === id));
  if (unknown !== undefined) return unknownRequest(unknown);
  return success({
    spotInstanceRequestSet: own
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter((request) => passesFilters(query, filtersOf(store), request))
      .map((request) => requestBody(store, request)),
  });
}

function unknownRequest(id: string): Refusal {
  return refusal('InvalidSpotInstanceRequestID.NotFound', `The spot instance request ID '${id}' does not exist`);
}

function filtersOf(store: Store): Filterable<SpotRequestRecord> {
  return {
    fields: {
      'spot-instance-request-id': ({ id }) => [id],
      'instance-id': ({ instanceId }) => [instanceId],
      state: (request) => [stateOf(store, request)],
    },
    tags: ({ tags }) => tags,
  };
}

/** A request is closed with its instance. */
function stateOf({ instances, clock, options }: Store, request: SpotRequestRecord): 'active' | 'cancelled' | 'closed' {
  if (request.cancelled) return 'cancelled';
  const instance = instances.get(request.instanceId);
  return instance && !isGone(instance, clock.now(), options) ? 'active' : 'closed';
}

function requestBody(store: Store, request: SpotRequestRecord): XmlValue {
  const { id, instanceId, tags, createdAtMs } = request;
  return {
    spotInstanceRequestId: id,
    type: 'one-time',
    state: stateOf(store, request),
    status: { code: 'fulfilled', message: 'Your spot request is fulfilled.' },
    instanceId,
    createTime: new Date(createdAtMs).toISOString(),
    tagSet: [...tags].map(([key, value]) => ({ key, value })),
  };
}
