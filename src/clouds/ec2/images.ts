import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { visibleInstance } from './describe-instances.ts';
import { rootDevice, stateAt } from './instance.ts';
import type { Query } from './query.ts';
import { type ImageRecord, newId, type Store } from './store.ts';
import { tagProblem, tagsFor } from './tag-specifications.ts';
import type { XmlValue } from './xml.ts';

/** What anybody can start from, old and new, as their owners name them. */
const published: readonly (readonly [owner: string, name: string, day: string])[] = [
  ['136693071363', 'debian-13-amd64-20290301-1', '2029-03-01'],
  ['136693071363', 'debian-13-amd64-20291105-1', '2029-11-05'],
  ['099720109477', 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20290214', '2029-02-14'],
  ['099720109477', 'ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-amd64-server-20291020', '2029-10-20'],
];

/** Every region has the public images under ids of its own. */
export function publishImages(store: Store): void {
  for (const region of Object.keys(store.options.regions)) {
    for (const [owner, name, day] of published) {
      const id = newId(store, 'ami');
      const createdAtMs = Date.parse(day);
      store.images.set(id, {
        id,
        region,
        name,
        owner,
        createdAtMs,
        tags: {},
        snapshotId: null,
        disk: null,
        deregistered: false,
      });
    }
  }
}

/** Why nothing starts from an image, or null where it can. */
export function imageProblem(store: Store, region: string, id: string | undefined): Refusal | null {
  if (id === undefined || id === '')
    return refusal('MissingParameter', 'The request must contain the parameter ImageId');
  const record = findImage(store, region, id);
  if ('ok' in record) return record;
  if (!record.deregistered && imageState(store, record) === 'available') return null;
  return refusal('InvalidAMIID.Unavailable', `The image ID '${id}' is not available`);
}

function findImage(store: Store, region: string, id: string): ImageRecord | Refusal {
  if (!/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return refusal('InvalidAMIID.Malformed', `Invalid id: "${id}"`);
  const record = store.images.get(id);
  if (record?.region === region) return record;
  return refusal('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
}

/** DescribeImages by ids, or by owner and name. */
export function describeImages(store: Store, region: string, query: Query): Answer {
  const ids = query.list('ImageId');
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
    imagesSet: records.filter((each) => isAskedFor(store, each, query)).map((each) => imageBody(store, each)),
  });
}

function isAskedFor(store: Store, record: ImageRecord, query: Query): boolean {
  const owners = query.list('Owner').map((owner) => (owner === 'self' ? store.accountId : owner));
  if (owners.length > 0 && !owners.includes(record.owner)) return false;
  return query.records('Filter').every((filter) => {
    const seen = { name: record.name, state: imageState(store, record), architecture: 'x86_64' }[
      filter.text('Name') ?? ''
    ];
    return seen !== undefined && filter.list('Value').some((pattern) => beginsAs(pattern, seen));
  });
}

/** The only wildcard that is used here is one at the end. */
function beginsAs(pattern: string, text: string): boolean {
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

function imageState(store: Store, { snapshotId, createdAtMs }: ImageRecord): 'pending' | 'available' {
  return snapshotId !== null && store.clock.now() - createdAtMs < store.options.snapshotMs ? 'pending' : 'available';
}

function imageBody(store: Store, record: ImageRecord): XmlValue {
  const { id, name, owner, createdAtMs, tags, snapshotId } = record;
  return {
    imageId: id,
    imageState: imageState(store, record),
    imageOwnerId: owner,
    creationDate: new Date(createdAtMs).toISOString(),
    name,
    architecture: 'x86_64',
    rootDeviceName: rootDevice,
    rootDeviceType: 'ebs',
    blockDeviceMapping: [{ deviceName: rootDevice, ebs: { snapshotId: snapshotId ?? undefined, volumeSize: 8 } }],
    tagSet: Object.entries(tags).map(([key, value]) => ({ key, value })),
  };
}

/** CreateImage: an image and the snapshot behind it. There is no token: its name is its key. */
export function createImage(store: Store, region: string, query: Query): Answer {
  const instance = visibleInstance(store, region, query.text('InstanceId') ?? '', store.clock.now());
  if (!('order' in instance)) return instance;
  const nowMs = store.clock.now();
  const state = stateAt(instance, nowMs, store.options);
  if (state !== 'running' && state !== 'stopped') {
    return refusal('IncorrectInstanceState', `Instance is not in state 'running' or 'stopped'.`);
  }
  const name = query.text('Name') ?? '';
  if (!/^[\w()[\]./'@ -]{3,128}$/.test(name))
    return refusal('InvalidAMIName.Malformed', 'AMI names must be between 3 and 128 characters long');
  const holder = [...store.images.values()].find(
    (each) => each.region === region && each.name === name && !each.deregistered,
  );
  if (holder) return refusal('InvalidAMIName.Duplicate', `AMI name ${name} is already in use by AMI ${holder.id}`);
  const problem = tagProblem(query);
  if (problem) return problem;
  const snapshot = {
    id: newId(store, 'snap'),
    region,
    volumeId: instance.rootVolumeId,
    sizeGiB: instance.order.rootGiB,
    createdAtMs: nowMs,
    gone: false,
  };
  store.snapshots.set(snapshot.id, snapshot);
  const id = newId(store, 'ami');
  store.images.set(id, {
    id,
    region,
    name,
    owner: store.accountId,
    createdAtMs: nowMs,
    tags: tagsFor(query, 'image'),
    snapshotId: snapshot.id,
    disk: store.disks.get(instance.id) ?? null,
    deregistered: false,
  });
  return success({ imageId: id });
}

/** DeregisterImage. The snapshot behind it stays. */
export function deregisterImage(store: Store, region: string, query: Query): Answer {
  const id = query.text('ImageId') ?? '';
  const record = findImage(store, region, id);
  if ('ok' in record) return record;
  if (record.owner !== store.accountId) return refusal('AuthFailure', 'Not authorized for image', 403);
  if (record.deregistered) return refusal('InvalidAMIID.Unavailable', `The image ID '${id}' is no longer available`);
  record.deregistered = true;
  return success({ return: true });
}
