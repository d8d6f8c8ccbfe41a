import type { Random } from '../../provider/context.ts';
import { type Answer, refusal, success } from './answer.ts';
import { type InstanceRecord, instanceBody, rootDevice, type StateReason, stateAt } from './instance.ts';
import { filterProblem, matchesFilters } from './instance-filters.ts';
import type { Query } from './query.ts';
import type { OpenList, Store } from './store.ts';
import { heldVolumes } from './volume.ts';
import type { XmlValue } from './xml.ts';

const resultsMin = 5;
const resultsMax = 1_000;

/** DescribeInstances, by ids or page by page. */
export function describeInstances(store: Store, region: string, query: Query): Answer {
  const ids = [...new Set(query.list('InstanceId'))];
  const wanted = query.text('MaxResults');
  const problem = filterProblem(query);
  if (problem) return problem;
  if (ids.length === 0) return describePage(store, region, query, wanted);
  if (wanted !== undefined) {
    return refusal(
      'InvalidParameterCombination',
      'The parameter instancesSet cannot be used with the parameter maxResults',
    );
  }
  return describeByIds(store, region, query, ids);
}

function describeByIds(store: Store, region: string, query: Query, ids: readonly string[]): Answer {
  const atMs = store.clock.now() - store.options.idLagMs;
  const found: InstanceRecord[] = [];
  for (const id of ids) {
    const record = visibleInstance(store, region, id, atMs);
    if (!('order' in record)) return record;
    found.push(record);
  }
  return success({
    reservationSet: reservations(
      store,
      found.filter((each) => matchesFilters(each, query, store, atMs)),
      atMs,
    ),
  });
}

/** The instance that is visible under this id at a time, or the refusal that says it is not. */
export function visibleInstance(store: Store, region: string, id: string, atMs: number): InstanceRecord | Answer {
  if (!/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    return refusal('InvalidInstanceID.Malformed', `Invalid id: "${id}"`);
  }
  const record = store.instances.get(id);
  if (record?.order.region === region && stateAt(record, atMs, store.options) !== null) return record;
  return refusal('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`);
}

function describePage(store: Store, region: string, query: Query, wanted: string | undefined): Answer {
  const limit = Number(wanted ?? resultsMax);
  if (!Number.isInteger(limit) || limit < resultsMin || limit > resultsMax) {
    return refusal(
      'InvalidParameterValue',
      `Value ( ${wanted} ) for parameter maxResults is invalid. Expecting a value from ${resultsMin} to ${resultsMax}.`,
    );
  }
  const token = query.text('NextToken');
  const open = token === undefined ? openList(store, region, query) : store.lists.get(token);
  if (!open) return refusal('InvalidNextToken', 'The pagination token is not valid');
  const end = open.offset + Math.min(limit, store.options.pageSize);
  const page = reservations(store, open.records.slice(open.offset, end), open.atMs);
  if (end >= open.records.length) return success({ reservationSet: page });
  const nextToken = store.random.hex(24);
  store.lists.set(nextToken, { ...open, offset: end });
  return success({ reservationSet: page, nextToken });
}

function openList(store: Store, region: string, query: Query): OpenList {
  const atMs = store.clock.now() - store.options.listLagMs;
  const records = [...store.instances.values()].filter(
    (record) =>
      record.order.region === region &&
      stateAt(record, atMs, store.options) !== null &&
      matchesFilters(record, query, store, atMs),
  );
  return { records: store.options.shuffle ? shuffled(records, store.random) : records, atMs, offset: 0 };
}

function reservations(store: Store, records: readonly InstanceRecord[], atMs: number): readonly XmlValue[] {
  return records.flatMap((record) => {
    const shown = shownInstance(store, record, atMs);
    if (shown === null) return [];
    return [{ reservationId: record.reservationId, ownerId: store.accountId, groupSet: [], instancesSet: [shown] }];
  });
}

/** An instance as it was at a time, or null where it was not. */
export function shownInstance(store: Store, record: InstanceRecord, atMs: number): XmlValue | null {
  const state = stateAt(record, atMs, store.options);
  if (state === null) return null;
  const root = { device: rootDevice, volumeId: record.rootVolumeId, deleteOnTermination: true };
  const held = heldVolumes(store, record.id).map(({ id, attachment }) => ({
    device: attachment?.device ?? '',
    volumeId: id,
    deleteOnTermination: false,
  }));
  return instanceBody(record, state, reasonAt(record, atMs), [root, ...held]);
}

function reasonAt(record: InstanceRecord, atMs: number): StateReason | null {
  if (atMs >= record.endedAtMs) return record.endReason;
  const change = record.powerChanges.findLast((candidate) => candidate.atMs <= atMs);
  if (change?.to !== 'stopped') return null;
  return change.hibernates
    ? { code: 'Client.UserInitiatedHibernate', message: 'Client.UserInitiatedHibernate: User initiated hibernate' }
    : { code: 'Client.UserInitiatedShutdown', message: 'Client.UserInitiatedShutdown: User initiated shutdown' };
}

function shuffled(records: readonly InstanceRecord[], random: Random): readonly InstanceRecord[] {
  return records
    .map((record) => ({ record, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ record }) => record);
}
