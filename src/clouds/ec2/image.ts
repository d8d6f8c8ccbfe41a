import { type Refusal, refusal } from './answer.ts';
import { rootDevice } from './instance.ts';
import type { ImageRecord, Store } from './store.ts';
import type { XmlValue } from './xml.ts';

/** Why nothing starts from an image, or null where it can. */
export function imageProblem(store: Store, region: string, id: string | undefined): Refusal | null {
  if (id === undefined || id === '')
    return refusal('MissingParameter', 'The request must contain the parameter ImageId');
  const record = findImage(store, region, id);
  if ('ok' in record) return record;
  if (!record.deregistered && imageState(store, record) === 'available') return null;
  return refusal('InvalidAMIID.Unavailable', `The image ID '${id}' is not available`);
}

export function findImage(store: Store, region: string, id: string): ImageRecord | Refusal {
  if (!/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(id)) return refusal('InvalidAMIID.Malformed', `Invalid id: "${id}"`);
  const record = store.images.get(id);
  if (record?.region === region) return record;
  return refusal('InvalidAMIID.NotFound', `The image id '[${id}]' does not exist`);
}

export function imageState(store: Store, { snapshotId, createdAtMs }: ImageRecord): 'pending' | 'available' {
  return snapshotId !== null && store.clock.now() - createdAtMs < store.options.snapshotMs ? 'pending' : 'available';
}

export function imageBody(store: Store, record: ImageRecord): XmlValue {
  const { id, name, owner, description, createdAtMs, tags } = record;
  return {
    imageId: id,
    imageLocation: `${owner}/${name}`,
    imageState: imageState(store, record),
    imageOwnerId: owner,
    isPublic: owner !== store.accountId,
    creationDate: new Date(createdAtMs).toISOString(),
    name,
    description,
    architecture: 'x86_64',
    imageType: 'machine',
    platformDetails: 'Linux/UNIX',
    usageOperation: 'RunInstances',
    enaSupport: true,
    sriovNetSupport: 'simple',
    virtualizationType: 'hvm',
    hypervisor: 'xen',
    sourceInstanceId: record.sourceInstanceId ?? undefined,
    rootDeviceName: rootDevice,
    rootDeviceType: 'ebs',
    blockDeviceMapping: [{ deviceName: rootDevice, ebs: rootBody(store, record) }],
    tagSet: [...tags].map(([key, value]) => ({ key, value })),
  };
}

const publishedGiB = 8;

function rootBody({ snapshots }: Store, { snapshotId }: ImageRecord): XmlValue {
  return {
    snapshotId: snapshotId ?? undefined,
    volumeSize: snapshots.get(snapshotId ?? '')?.sizeGiB ?? publishedGiB,
    deleteOnTermination: true,
    volumeType: 'gp2',
    encrypted: false,
  };
}
