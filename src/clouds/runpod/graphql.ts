import { type Answer, graphqlError } from './answer.ts';
import { gpuTypes } from './catalogue.ts';
import { findUnknownField, parseQuery, select } from './graphql-query.ts';
import { changeAt, type PodRecord, statusAt } from './pod.ts';
import { rentInterruptable, resumeBid } from './spot.ts';
import { type Store, spendPerHour, standingPods } from './store.ts';

type Input = Readonly<Record<string, unknown>>;

/** What a field of the root gives, or the answer that refuses the whole query. */
export type Resolved = { readonly data: unknown } | { readonly refused: Answer };

/** `POST /graphql`, as far as it is needed beside REST v2: the spot market, and the balance. */
export function answerGraphql(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const selections = typeof body.query === 'string' ? parseQuery(body.query) : null;
  if (selections === null || selections.length === 0) {
    return graphqlError('Syntax Error: Unexpected <EOF>.', 'GRAPHQL_PARSE_FAILED', 400);
  }
  const input = ((body.variables as Input | undefined)?.input ?? {}) as Input;
  const data: Record<string, unknown> = {};
  for (const { name, fields } of selections) {
    const resolve = fieldsOfRoot[name];
    if (resolve === undefined) return unknownField(name);
    const resolved = resolve(store, input);
    if ('refused' in resolved) return resolved.refused;
    const unknown = findUnknownField(resolved.data, fields);
    if (unknown !== undefined) return unknownField(unknown);
    data[name] = select(resolved.data, fields);
  }
  return { status: 200, body: { data } };
}

const fieldsOfRoot: Readonly<Record<string, (store: Store, input: Input) => Resolved>> = {
  podRentInterruptable: (store, input) => shownPod(store, rentInterruptable(store, input)),
  podBidResume: (store, input) => shownPod(store, resumeBid(store, input)),
  podTerminate: (store, { podId }) => {
    const pod = standing(store, podId);
    if (!pod) return { refused: graphqlError('pod not found to terminate', 'POD_NOT_FOUND') };
    pod.deletedAtMs = store.clock.now();
    return { data: null };
  },
  pod: (store, { podId }) => {
    const pod = standing(store, podId);
    return { data: pod ? podView(store, pod) : null };
  },
  myself: (store) => ({
    data: {
      clientBalance: store.balanceUsd,
      currentSpendPerHr: spendPerHour(store),
      pods: standingPods(store).map((pod) => podView(store, pod)),
    },
  }),
  gpuTypes: () => ({ data: gpuTypes.map(gpuView) }),
};

type Rented = { readonly pod: PodRecord } | { readonly refused: Answer };

function shownPod(store: Store, rented: Rented): Resolved {
  return 'pod' in rented ? { data: podView(store, rented.pod) } : rented;
}

function standing(store: Store, id: unknown): PodRecord | undefined {
  return standingPods(store).find((pod) => pod.id === id);
}

/** `desiredStatus` is what was asked for; `lastStatusChange` is free text, and says the same of three different ends. */
function podView(store: Store, pod: PodRecord): object {
  const nowMs = store.clock.now();
  const status = statusAt(pod, nowMs, store.options);
  const change = changeAt(pod, nowMs);
  const at = new Date(change?.atMs ?? pod.createdAtMs).toUTCString();
  return {
    id: pod.id,
    name: pod.order.name,
    imageName: pod.order.image,
    desiredStatus: status === 'EXITED' || status === 'ERROR' ? 'EXITED' : 'RUNNING',
    podType: pod.interruptible ? 'INTERRUPTABLE' : 'RESERVED',
    lastStatusChange: change && change.to !== 'started' ? `Exited by ${change.by}: ${at}` : `Rented by User: ${at}`,
    costPerHr: pod.costPerHour,
    machineId: `m${pod.id}`,
  };
}

function gpuView(type: (typeof gpuTypes)[number]): object {
  return {
    id: type.id,
    displayName: type.name,
    memoryInGb: type.memoryGb,
    secureCloud: true,
    communityCloud: true,
    securePrice: type.priceSecure,
    communityPrice: type.priceCommunity,
    secureSpotPrice: type.minimumBid,
    communitySpotPrice: type.minimumBid,
    maxGpuCount: type.maxCount,
    lowestPrice: { minimumBidPrice: type.minimumBid, uninterruptablePrice: type.priceSecure, stockStatus: 'High' },
  };
}

function unknownField(path: string): Answer {
  return graphqlError(`Cannot query field "${path}".`, 'GRAPHQL_VALIDATION_FAILED', 400);
}
