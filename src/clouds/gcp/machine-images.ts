import { type Answer, refusal, success } from './answer.ts';
import { invalid, isName } from './fields.ts';
import { livingInstances } from './instance.ts';
import { begin, remembered, timestamp } from './operation.ts';
import { drawId, lastPart, type MachineImageRecord, type Store } from './store.ts';

/** `POST .../global/machineImages`: a picture of the machine as it is now, ready some time later. */
export function insertMachineImage(
  store: Store,
  { name, sourceInstance, description = '' }: Readonly<Record<string, unknown>>,
  requestId: string | null,
): Answer {
  const known = remembered(store, requestId);
  if (known) return known;
  if (!isName(name)) return invalid('name', name);
  const [, zone, wanted] = /zones\/([^/]+)\/instances\/([^/]+)$/.exec(String(sourceInstance)) ?? [];
  const source = livingInstances(store).find(
    ({ id, order }) => order.zone === zone && (order.name === wanted || id === wanted),
  );
  if (!source) return refusal(404, 'notFound', `The resource '${sourceInstance}' was not found`);
  if (findMachineImage(store, name)) return refusal(409, 'alreadyExists', `The resource '${name}' already exists`);
  const record: MachineImageRecord = {
    id: drawId(store.random),
    ...{ name, description: String(description) },
    sourceLink: String(sourceInstance),
    diskText: store.diskTexts.get(source.id),
    diskSizeGb: source.order.disks[0]?.sizeGb ?? 10,
    createdAtMs: store.clock.now(),
    deletedAtMs: Number.POSITIVE_INFINITY,
  };
  store.machineImages.set(record.id, record);
  const lastsMs = store.options.machineImageMs;
  return begin(store, { ...target(store, record), type: 'insert', requestId, lastsMs });
}

export function getMachineImage(store: Store, name: string): Answer {
  const record = findMachineImage(store, name);
  return record ? success(imageBody(store, record)) : absent(name);
}

export function deleteMachineImage(store: Store, name: string): Answer {
  const record = findMachineImage(store, name);
  if (!record) return absent(name);
  if (statusOf(store, record) !== 'READY')
    return refusal(400, 'resourceNotReady', `The resource '${name}' is not ready`);
  record.deletedAtMs = store.clock.now();
  return begin(store, { ...target(store, record), type: 'delete', requestId: null });
}

export function findMachineImage(store: Store, name: string, status?: 'READY'): MachineImageRecord | undefined {
  const nowMs = store.clock.now();
  const found = [...store.machineImages.values()].find((each) => each.name === name && nowMs < each.deletedAtMs);
  return found && (status === undefined || statusOf(store, found) === status) ? found : undefined;
}

function statusOf({ clock, options }: Store, { createdAtMs }: MachineImageRecord): string {
  return clock.now() < createdAtMs + options.machineImageMs ? 'CREATING' : 'READY';
}

function target({ linkPrefix }: Store, { id, name }: MachineImageRecord) {
  return { zone: null, targetId: id, targetLink: `${linkPrefix}/global/machineImages/${lastPart(name)}` };
}

function imageBody(store: Store, record: MachineImageRecord): object {
  const { id, name, description, sourceLink, createdAtMs, diskSizeGb } = record;
  return {
    kind: 'compute#machineImage',
    id,
    name,
    description,
    status: statusOf(store, record),
    sourceInstance: sourceLink,
    creationTimestamp: timestamp(createdAtMs),
    savedDisks: [{ kind: 'compute#savedDisk', sourceDisk: '', storageBytes: String(diskSizeGb * 1_024 ** 3) }],
    selfLink: target(store, record).targetLink,
  };
}

function absent(name: string): Answer {
  return refusal(404, 'notFound', `The resource 'global/machineImages/${name}' was not found`);
}
