import { type Answer, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { describePage, idsWithPageProblem } from './pages.ts';
import type { Query } from './query.ts';
import { findSnapshot, snapshotBody, snapshotState } from './snapshot.ts';
import type { SnapshotRecord, Store } from './store.ts';

/** DescribeSnapshots, by ids or page by page. Nobody else's are known here, whoever may be asked for. */
export function describeSnapshots(store: Store, region: string, query: Query): Answer {
  const ids = [...new Set(query.list('SnapshotId'))];
  const problem =
    filterProblem(query, snapshotFilters(store)) ?? (ids.length > 0 ? idsWithPageProblem(query, 'snapshotSet') : null);
  if (problem) return problem;
  const named: SnapshotRecord[] = [];
  for (const id of ids) {
    const record = findSnapshot(store, region, id);
    if ('ok' in record) return record;
    named.push(record);
  }
  const records = ids.length > 0 ? named : visibleSnapshots(store, region);
  return describePage(store, query, {
    set: 'snapshotSet',
    pageDefault: Number.POSITIVE_INFINITY,
    open: () =>
      records
        .filter((record) => passesFilters(query, snapshotFilters(store), record))
        .map((record) => snapshotBody(store, record)),
  });
}

function visibleSnapshots({ snapshots }: Store, region: string): readonly SnapshotRecord[] {
  return [...snapshots.values()].filter((record) => record.region === region && !record.gone);
}

function snapshotFilters(store: Store): Filterable<SnapshotRecord> {
  return {
    fields: {
      'snapshot-id': ({ id }) => [id],
      'volume-id': ({ volumeId }) => [volumeId],
      'volume-size': ({ sizeGiB }) => [String(sizeGiB)],
      'owner-id': () => [store.accountId],
      description: ({ description }) => [description],
      status: (record) => [snapshotState(store, record)],
    },
    tags: ({ tags }) => tags,
  };
}

/** DeleteSnapshot. Refused while an image needs it. */
export function deleteSnapshot(store: Store, region: string, query: Query): Answer {
  const id = query.text('SnapshotId') ?? '';
  const record = findSnapshot(store, region, id);
  if ('ok' in record) return record;
  const image = [...store.images.values()].find((each) => each.snapshotId === id && !each.deregistered);
  if (image) return refusal('InvalidSnapshot.InUse', `The snapshot ${id} is currently in use by ${image.id}`);
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  record.gone = true;
  return success({ return: true });
}
