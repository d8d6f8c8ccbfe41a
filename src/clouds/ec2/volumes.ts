import { type Answer, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { describePage, idsWithPageProblem } from './pages.ts';
import type { Query } from './query.ts';
import type { Store, VolumeRecord } from './store.ts';
import { findVolume, holderOf, visibleVolumes, volumeBody, volumeState } from './volume.ts';

/** DescribeVolumes, by ids or page by page; a list may be late. */
export function describeVolumes(store: Store, region: string, query: Query): Answer {
  const ids = [...new Set(query.list('VolumeId'))];
  const problem =
    filterProblem(query, volumeFilters(store, 0)) ?? (ids.length > 0 ? idsWithPageProblem(query, 'volumeSet') : null);
  if (problem) return problem;
  const named: VolumeRecord[] = [];
  for (const id of ids) {
    const record = findVolume(store, region, id);
    if ('ok' in record) return record;
    named.push(record);
  }
  const atMs = store.clock.now() - (ids.length > 0 ? 0 : store.options.listLagMs);
  const records = ids.length > 0 ? named : visibleVolumes(store, region, atMs);
  return describePage(store, query, {
    set: 'volumeSet',
    pageDefault: Number.POSITIVE_INFINITY,
    open: () =>
      records
        .filter((record) => passesFilters(query, volumeFilters(store, atMs), record))
        .map((record) => volumeBody(store, record, atMs)),
  });
}

function volumeFilters(store: Store, atMs: number): Filterable<VolumeRecord> {
  return {
    fields: {
      'volume-id': ({ id }) => [id],
      'availability-zone': ({ zone }) => [zone],
      'volume-type': ({ type }) => [type],
      size: ({ sizeGiB }) => [String(sizeGiB)],
      'snapshot-id': ({ snapshotId }) => (snapshotId === null ? [] : [snapshotId]),
      encrypted: ({ isEncrypted }) => [String(isEncrypted)],
      status: (record) => [volumeState(store, record, atMs)],
      'attachment.instance-id': (record) => [holderOf(store, record) ?? ''],
      'attachment.device': (record) => (holderOf(store, record) === null ? [] : [record.attachment?.device ?? '']),
    },
    tags: ({ tags }) => tags,
  };
}

export function deleteVolume(store: Store, region: string, query: Query): Answer {
  const record = findVolume(store, region, query.text('VolumeId') ?? '');
  if ('ok' in record) return record;
  const holder = holderOf(store, record);
  if (holder !== null) return refusal('VolumeInUse', `Volume ${record.id} is currently attached to ${holder}`);
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  record.deletedAtMs = store.clock.now();
  return success({ return: true });
}
