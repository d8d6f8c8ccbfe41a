import type { Random } from '../../provider/context.ts';
import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { filterProblem, passesFilters } from './filters.ts';
import { type InstanceRecord, instanceBody, rootDevice, type StateReason, stateAt, userInitiated } from './instance.ts';
import { instanceFilters } from './instance-filters.ts';
import { describePage, idsWithPageProblem } from './pages.ts';
import type { Query } from './query.ts';
import type { Store } from './store.ts';
import { heldVolumes } from './volume.ts';
import type { XmlValue } from './xml.ts';

/** DescribeInstances, by ids or page by page. */
export function describeInstances(store: Store, region: string, query: Query): Answer {
  const ids = [...new Set(query.list('InstanceId'))];
  const problem = filterProblem(query, instanceFilters(store, 0));
  if (problem) return problem;
  if (ids.length > 0) return idsWithPageProblem(query, 'instancesSet') ?? describeByIds(store, region, query, ids);
  return describePage(store, query, {
    set: 'reservationSet',
    pageDefault: store.options.pageSize,
    open: () => everyReservation(store, region, query),
  });
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
      found.filter((each) => passesFilters(query, instanceFilters(store, atMs), each)),
      atMs,
    ),
  });
}

/** The instance that is visible under this id at a time, or the refusal that says it is not. */
export function visibleInstance(store: Store, region: string, id: string, atMs: number): InstanceRecord | Refusal {
  if (!/^i-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) {
    return refusal('InvalidInstanceID.Malformed', `Invalid id: "${id}"`);
  }
  const record = store.instances.get(id);
  if (record?.order.region === region && stateAt(record, atMs, store.options) !== null) return record;
  return refusal('InvalidInstanceID.NotFound', `The instance ID '${id}' does not exist`);
}

function everyReservation(store: Store, region: string, query: Query): readonly XmlValue[] {
  const atMs = store.clock.now() - store.options.listLagMs;
  const filterable = instanceFilters(store, atMs);
  const records = [...store.instances.values()].filter(
    (record) =>
      record.order.region === region &&
      stateAt(record, atMs, store.options) !== null &&
      passesFilters(query, filterable, record),
  );
  return reservations(store, store.options.shuffle ? shuffled(records, store.random) : records, atMs);
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
  const root = {
    device: rootDevice,
    volumeId: record.rootVolumeId,
    attachedAtMs: record.launchedAtMs,
    deleteOnTermination: true,
  };
  const held = heldVolumes(store, record.id).map(({ id, attachment }) => ({
    device: attachment?.device ?? '',
    volumeId: id,
    attachedAtMs: attachment?.atMs ?? 0,
    deleteOnTermination: false,
  }));
  return instanceBody(record, state, reasonAt(record, atMs), [root, ...held], store.accountId);
}

function reasonAt(record: InstanceRecord, atMs: number): StateReason | null {
  if (atMs >= record.endedAtMs) return record.endReason;
  const change = record.powerChanges.findLast((candidate) => candidate.atMs <= atMs);
  if (change?.to !== 'stopped') return null;
  return userInitiated(change.hibernates ? 'hibernate' : 'shutdown', change.atMs);
}

function shuffled(records: readonly InstanceRecord[], random: Random): readonly InstanceRecord[] {
  return records
    .map((record) => ({ record, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ record }) => record);
}
