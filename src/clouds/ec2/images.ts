import { type Answer, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { type Filterable, filterProblem, passesFilters } from './filters.ts';
import { findImage, imageBody, imageState } from './image.ts';
import type { Query } from './query.ts';
import type { ImageRecord, Store } from './store.ts';

/** DescribeImages by ids, or by owner and filters. */
export function describeImages(store: Store, region: string, query: Query): Answer {
  const problem = filterProblem(query, imageFilters(store));
  if (problem) return problem;
  const ids = [...new Set(query.list('ImageId'))];
  const found: ImageRecord[] = [];
  for (const id of ids) {
    const record = findImage(store, region, id);
    if ('ok' in record) return record;
    if (record.deregistered) return refusal('InvalidAMIID.Unavailable', `The image ID '${id}' is not available`);
    found.push(record);
  }
  const records =
    ids.length > 0 ? found : [...store.images.values()].filter((each) => each.region === region && !each.deregistered);
  return success({
    imagesSet: records
      .filter((each) => isOwnedAsAsked(store, each, query) && passesFilters(query, imageFilters(store), each))
      .map((each) => imageBody(store, each)),
  });
}

function isOwnedAsAsked({ accountId }: Store, { owner }: ImageRecord, query: Query): boolean {
  const owners = query.list('Owner').map((each) => (each === 'self' ? accountId : each));
  return owners.length === 0 || owners.includes(owner);
}

function imageFilters(store: Store): Filterable<ImageRecord> {
  return {
    fields: {
      'image-id': ({ id }) => [id],
      name: ({ name }) => [name],
      description: ({ description }) => [description],
      'owner-id': ({ owner }) => [owner],
      state: (record) => [imageState(store, record)],
      architecture: () => ['x86_64'],
      'root-device-type': () => ['ebs'],
      'virtualization-type': () => ['hvm'],
    },
    tags: ({ tags }) => tags,
  };
}

/** DeregisterImage. The snapshot behind it stays, unless it is to go too. */
export function deregisterImage(store: Store, region: string, query: Query): Answer {
  const id = query.text('ImageId') ?? '';
  const record = findImage(store, region, id);
  if ('ok' in record) return record;
  if (record.owner !== store.accountId) return refusal('AuthFailure', 'Not authorized for image', 403);
  if (record.deregistered) return refusal('InvalidAMIID.Unavailable', `The image ID '${id}' is no longer available`);
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  record.deregistered = true;
  const snapshot = store.snapshots.get(record.snapshotId ?? '');
  if (query.text('DeleteAssociatedSnapshots') !== 'true' || !snapshot) return success({ return: true });
  snapshot.gone = true;
  return success({
    return: true,
    deleteSnapshotResultSet: [{ snapshotId: snapshot.id, returnCode: 'success' }],
  });
}
