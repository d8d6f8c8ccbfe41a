import { answerGlobalPage } from './aggregated.ts';
import { type Answer, refusal, success } from './answer.ts';
import { invalid, isLabels, isName, type Labels } from './fields.ts';
import { type InstanceRecord, livingInstances } from './instance.ts';
import { begin, remembered, timestamp } from './operation.ts';
import { drawId, lastPart, type MachineImageRecord, type Store } from './store.ts';

/** `POST .../global/machineImages`: a picture of the machine as it is now, ready some time later. */
export function insertMachineImage(
  store: Store,
  { name, sourceInstance, description = '', labels = {} }: Readonly<Record<string, unknown>>,
  requestId: string | null,
): Answer {
  const known = remembered(store, requestId);
  if (known) return known;
  if (!isName(name)) return invalid('name', name);
  if (!isLabels(labels)) return invalid('labels', JSON.stringify(labels));
  const [, zone, wanted] = /zones\/([^/]+)\/instances\/([^/]+)$/.exec(String(sourceInstance)) ?? [];
  const source = livingInstances(store).find(
    ({ id, order }) => order.zone === zone && (order.name === wanted || id === wanted),
  );
  if (!source) return refusal(404, 'notFound', `The resource '${sourceInstance}' was not found`);
  return keep(store, source, { collection: 'machineImages', name, description, labels, requestId }, sourceInstance);
}

/** `POST .../global/images`: a picture of one disk; of one that a machine holds only where that is insisted on. */
export function insertImage(
  store: Store,
  { name, sourceDisk, description = '', labels = {} }: Readonly<Record<string, unknown>>,
  query: URLSearchParams,
): Answer {
  const requestId = query.get('requestId');
  const known = remembered(store, requestId);
  if (known) return known;
  if (!isName(name)) return invalid('name', name);
  if (!isLabels(labels)) return invalid('labels', JSON.stringify(labels));
  const source = livingInstances(store).find(({ order }) => isPartOf(order.disks[0]?.link, sourceDisk));
  if (!source) return refusal(404, 'notFound', `The resource '${sourceDisk}' was not found`);
  if (query.get('forceCreate') !== 'true') {
    const message = `The disk resource '${sourceDisk}' is already being used by '${source.order.name}'`;
    return refusal(400, 'resourceInUseByAnotherResource', message);
  }
  return keep(store, source, { collection: 'images', name, description, labels, requestId }, sourceDisk);
}

/** A link may be given without the address of the service. */
function isPartOf(link: string | undefined, given: unknown): boolean {
  return link !== undefined && typeof given === 'string' && given.includes('/disks/') && link.endsWith(given);
}

interface Wanted {
  readonly collection: MachineImageRecord['collection'];
  readonly name: string;
  readonly description: unknown;
  readonly labels: Labels;
  readonly requestId: string | null;
}

function keep(store: Store, source: InstanceRecord, wanted: Wanted, sourceLink: unknown): Answer {
  const { collection, name, description, labels, requestId } = wanted;
  if (find(store, collection, name)) return refusal(409, 'alreadyExists', `The resource '${name}' already exists`);
  const record: MachineImageRecord = {
    id: drawId(store.random),
    ...{ collection, name, description: String(description), labels },
    sourceLink: String(sourceLink),
    diskText: store.diskTexts.get(source.id),
    diskSizeGb: source.order.disks[0]?.sizeGb ?? 10,
    createdAtMs: store.clock.now(),
    deletedAtMs: Number.POSITIVE_INFINITY,
  };
  store.machineImages.set(record.id, record);
  const lastsMs = store.options.machineImageMs;
  return begin(store, { ...target(store, record), type: 'insert', requestId, lastsMs });
}

type Collection = MachineImageRecord['collection'];

/** `GET .../global/{collection}`. */
export function listImages(store: Store, collection: Collection, query: URLSearchParams): Answer {
  const living = () => [...store.machineImages.values()].filter((each) => isThere(store, each, collection));
  return answerGlobalPage(store, query, () => living().map((record) => imageBody(store, record)));
}

export function getImage(store: Store, collection: Collection, name: string): Answer {
  const record = find(store, collection, name);
  return record ? success(imageBody(store, record)) : absent(collection, name);
}

export function deleteImage(store: Store, collection: Collection, name: string): Answer {
  const record = find(store, collection, name);
  if (!record) return absent(collection, name);
  if (statusOf(store, record) !== 'READY')
    return refusal(400, 'resourceNotReady', `The resource '${name}' is not ready`);
  record.deletedAtMs = store.clock.now();
  return begin(store, { ...target(store, record), type: 'delete', requestId: null });
}

/** One from which machines can be started. */
export function findReadyImage(store: Store, collection: Collection, name: string): MachineImageRecord | undefined {
  const found = find(store, collection, name);
  return found && statusOf(store, found) === 'READY' ? found : undefined;
}

function find(store: Store, collection: Collection, name: string): MachineImageRecord | undefined {
  return [...store.machineImages.values()].find((each) => each.name === name && isThere(store, each, collection));
}

function isThere({ clock }: Store, { collection, deletedAtMs }: MachineImageRecord, wanted: Collection): boolean {
  return collection === wanted && clock.now() < deletedAtMs;
}

function statusOf({ clock, options }: Store, { collection, createdAtMs }: MachineImageRecord): string {
  if (clock.now() >= createdAtMs + options.machineImageMs) return 'READY';
  return collection === 'images' ? 'PENDING' : 'CREATING';
}

function target({ linkPrefix }: Store, { collection, id, name }: MachineImageRecord) {
  return { zone: null, targetId: id, targetLink: `${linkPrefix}/global/${collection}/${lastPart(name)}` };
}

function imageBody(store: Store, record: MachineImageRecord): object {
  const { collection, id, name, description, labels, sourceLink, createdAtMs, diskSizeGb } = record;
  const common = {
    ...{ id, name, description, labels },
    status: statusOf(store, record),
    creationTimestamp: timestamp(createdAtMs),
    selfLink: target(store, record).targetLink,
  };
  if (collection === 'images') {
    return { kind: 'compute#image', ...common, sourceDisk: sourceLink, diskSizeGb: String(diskSizeGb) };
  }
  const savedDisk = { kind: 'compute#savedDisk', sourceDisk: '', storageBytes: String(diskSizeGb * 1_024 ** 3) };
  return { kind: 'compute#machineImage', ...common, sourceInstance: sourceLink, savedDisks: [savedDisk] };
}

function absent(collection: Collection, name: string): Answer {
  return refusal(404, 'notFound', `The resource 'global/${collection}/${name}' was not found`);
}
