import { Buffer } from 'node:buffer';
import type { CheckedRequest } from '../../provider/check-spawn-request.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import type { OrderedType } from './machine-types.ts';
import { type OwnNotes, ownLabels, runMark, writeMetadata, writeTags } from './notes.ts';
import { refuse } from './settings.ts';
import { collectionOf, snapshotCollections } from './snapshot-id.ts';

/** Families of images that go by their names alone, and the public projects that they are in. */
const imageProjects: ReadonlyMap<string, string> = new Map([
  ['debian', 'debian-cloud'],
  ['ubuntu', 'ubuntu-os-cloud'],
  ['rocky', 'rocky-linux-cloud'],
  ['cos', 'cos-cloud'],
]);
const imageDefault = 'debian-12';
const bootGiBMin = 10;
const scriptMaxBytes = 256 * 1_024;

/** Everything of an insert but where it goes and what type it is of. */
export interface Order {
  readonly checked: CheckedRequest;
  readonly own: OwnNotes;
  readonly isSpot: boolean;
  /** Links of the disks that are attached. */
  readonly disks: readonly string[];
}

/** Throws INVALID_SPEC for what the service could not hold, before anything is asked of it. */
export function checkOrder({ spec, image, bootstrap, network, snapshotId }: CheckedRequest): void {
  if (snapshotId !== undefined && spec.diskGiB !== undefined) {
    throw refuse('spec.diskGiB cannot be honoured with a snapshot: its disk is as large as it was');
  }
  if (image !== undefined) imageLink(image);
  if (network !== undefined && !/^[a-z][-a-z0-9]{0,62}$/.test(network)) {
    throw refuse(`there is no network ${JSON.stringify(network)}`);
  }
  if (bootstrap && Buffer.byteLength(bootstrap.content) > scriptMaxBytes) {
    throw refuse('bootstrap.content is too long for Compute Engine, 256 KiB at most');
  }
}

/** The body of an insert. */
export function insertBody(order: Order, name: string, zone: string, type: OrderedType, project: string): object {
  const { checked, own, isSpot, disks } = order;
  const { labels, rest } = writeTags(checked.tags);
  const { gpu } = type.spec;
  return {
    name,
    machineType: `zones/${zone}/machineTypes/${type.nativeName}`,
    labels: { ...labels, ...ownLabels(own) },
    metadata: { items: [...writeMetadata({ name: checked.name, image: checked.image, rest }), ...scripts(checked)] },
    networkInterfaces: [{ network: `projects/${project}/global/networks/${checked.network ?? 'default'}` }],
    disks: [...bootDisk(order, project), ...disks.map((source) => ({ source, autoDelete: false, boot: false }))],
    ...(isOfMachine(checked) && {
      sourceMachineImage: `projects/${project}/global/machineImages/${checked.snapshotId}`,
    }),
    ...(gpu &&
      type.isAdded && {
        guestAccelerators: [
          { acceleratorType: `zones/${zone}/acceleratorTypes/${gpu.model}`, acceleratorCount: gpu.count },
        ],
      }),
    ...scheduling(isSpot, gpu !== undefined),
  };
}

/** From a machine image comes the boot disk too. It goes with its machine, and where it does not, it says whose it is. */
function bootDisk({ checked, own }: Order, project: string): readonly object[] {
  const { snapshotId, image = imageDefault, spec } = checked;
  if (isOfMachine(checked)) return [];
  const labels = runMark(own.owner);
  if (snapshotId !== undefined) {
    const sourceImage = `projects/${project}/global/images/${snapshotId}`;
    return [{ boot: true, autoDelete: true, initializeParams: { sourceImage, labels } }];
  }
  const initializeParams = { diskSizeGb: String(bootGiB(spec)), sourceImage: imageLink(image), labels };
  return [{ boot: true, autoDelete: true, initializeParams }];
}

function isOfMachine({ snapshotId }: CheckedRequest): boolean {
  return snapshotId !== undefined && collectionOf(snapshotId) === snapshotCollections.ofMachine;
}

/** No boot disk is smaller than its image. */
export function bootGiB({ diskGiB = 0 }: MachineSpec): number {
  return Math.max(bootGiBMin, diskGiB);
}

function imageLink(image: string): string {
  if (/^projects\/[a-z0-9:.-]+\/global\/images\/[a-z0-9/-]+$/.test(image)) return image;
  const project = imageProjects.get(image.split('-')[0] ?? '');
  if (project === undefined || !/^[a-z0-9-]+$/.test(image)) throw refuse(`there is no image ${JSON.stringify(image)}`);
  return `projects/${project}/global/images/family/${image}`;
}

function scripts({ bootstrap }: CheckedRequest): readonly object[] {
  if (!bootstrap) return [];
  return [{ key: bootstrap.format === 'shell' ? 'startup-script' : 'user-data', value: bootstrap.content }];
}

/** Machines with GPUs cannot be moved to another host, and spot machines are not. */
function scheduling(isSpot: boolean, hasGpu: boolean): object {
  if (!isSpot) return hasGpu ? { scheduling: { onHostMaintenance: 'TERMINATE' } } : {};
  const model = { provisioningModel: 'SPOT', instanceTerminationAction: 'STOP' };
  return { scheduling: { ...model, onHostMaintenance: 'TERMINATE', automaticRestart: false } };
}

/** One key stands for one request, whatever the order of its tags. */
export function fingerprintParts({ spec, tags, volumeIds, bootstrap, ...request }: CheckedRequest): readonly unknown[] {
  return [
    [spec.cpus, spec.memoryMiB, spec.diskGiB, spec.gpu?.model, spec.gpu?.count],
    [request.name, request.image, request.region, request.network, request.snapshotId],
    Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)),
    volumeIds,
    bootstrap && [bootstrap.format, bootstrap.checksum],
  ];
}
