import { answerPage } from './aggregated.ts';
import { type Answer, refusal, success } from './answer.ts';
import { invalid, isLabels, isName } from './fields.ts';
import { type InstanceRecord, livingInstances } from './instance.ts';
import { begin, remembered, timestamp } from './operation.ts';
import { type DiskRecord, drawId, type Store } from './store.ts';

type Body = Readonly<Record<string, unknown>>;

const sizeMinGb = 10;
export const sizeMaxGb = 65_536;

/** `POST .../zones/{zone}/disks`. */
export function insertDisk(store: Store, zone: string, body: Body, requestId: string | null): Answer {
  const known = remembered(store, requestId);
  if (known) return known;
  const { name, sizeGb, labels = {}, description = '' } = body;
  const size = Number(sizeGb);
  if (!isName(name)) return invalid('name', name);
  if (!Number.isInteger(size) || size < sizeMinGb || size > sizeMaxGb) return invalid('sizeGb', sizeGb);
  if (!isLabels(labels)) return invalid('labels', JSON.stringify(labels));
  if (String(description).length > 2_048) return invalid('description', description);
  const link = diskLink(store, zone, name);
  if (find(store, zone, name)) return refusal(409, 'alreadyExists', `The resource '${link}' already exists`);
  const record: DiskRecord = {
    id: drawId(store.random),
    ...{ name, zone, sizeGb: size, description: String(description) },
    labels,
    createdAtMs: store.clock.now(),
    deletedAtMs: Number.POSITIVE_INFINITY,
  };
  store.disks.set(record.id, record);
  const lastsMs = store.options.diskMs;
  return begin(store, { type: 'insert', zone, targetId: record.id, targetLink: link, requestId, lastsMs });
}

/** `GET .../aggregated/disks`. */
export function listDisks(store: Store, query: URLSearchParams): Answer {
  const living = () => [...store.disks.values()].filter(({ deletedAtMs }) => store.clock.now() < deletedAtMs);
  return answerPage(store, query, 'disks', () =>
    living().map((record) => ({ zone: record.zone, body: diskBody(store, record) })),
  );
}

/** `GET .../zones/{zone}/disks/{disk}`, by id or by name. */
export function getDisk(store: Store, zone: string, wanted: string): Answer {
  const record = find(store, zone, wanted);
  return record ? success(diskBody(store, record)) : absent(store, zone, wanted);
}

/** `DELETE .../zones/{zone}/disks/{disk}`: refused while an instance holds it. */
export function deleteDisk(store: Store, zone: string, wanted: string): Answer {
  const record = find(store, zone, wanted);
  if (!record) return absent(store, zone, wanted);
  const link = diskLink(store, zone, record.name);
  const holder = holderOf(store, record.id);
  if (holder) {
    const message = `The disk resource '${link}' is already being used by '${holder.order.name}'`;
    return refusal(400, 'resourceInUseByAnotherResource', message);
  }
  record.deletedAtMs = store.clock.now();
  return begin(store, { type: 'delete', zone, targetId: record.id, targetLink: link, requestId: null });
}

export function diskLink({ linkPrefix }: Store, zone: string, name: string): string {
  return `${linkPrefix}/zones/${zone}/disks/${name}`;
}

/** The instance that has it, also one that is stopped or on its way out. */
export function holderOf(store: Store, diskId: string): InstanceRecord | undefined {
  return livingInstances(store).find(({ order }) => order.disks.some((disk) => disk.diskId === diskId));
}

function find({ disks, clock }: Store, zone: string, wanted: string): DiskRecord | undefined {
  return [...disks.values()].find(
    (each) => each.zone === zone && (each.id === wanted || each.name === wanted) && clock.now() < each.deletedAtMs,
  );
}

function diskBody(store: Store, record: DiskRecord): object {
  const { id, name, zone, sizeGb, description, labels, createdAtMs } = record;
  const holder = holderOf(store, id);
  return {
    kind: 'compute#disk',
    id,
    name,
    description,
    labels,
    sizeGb: String(sizeGb),
    status: store.clock.now() < createdAtMs + store.options.diskMs ? 'CREATING' : 'READY',
    creationTimestamp: timestamp(createdAtMs),
    zone: `${store.linkPrefix}/zones/${zone}`,
    type: `${store.linkPrefix}/zones/${zone}/diskTypes/pd-balanced`,
    selfLink: diskLink(store, zone, name),
    ...(holder && { users: [`${store.linkPrefix}/zones/${zone}/instances/${holder.order.name}`] }),
  };
}

function absent(store: Store, zone: string, wanted: string): Answer {
  return refusal(404, 'notFound', `The resource '${diskLink(store, zone, wanted)}' was not found`);
}
