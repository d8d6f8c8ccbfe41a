import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { visibleInstance } from './describe-instances.ts';
import { rootDevice, stateAt } from './instance.ts';
import { zonesOf } from './places.ts';
import type { Query } from './query.ts';
import { newId, type Store, type VolumeRecord } from './store.ts';
import { tagProblem, tagsFor } from './tag-specifications.ts';
import { heldVolumes, holderOf, volumeState } from './volume.ts';
import type { XmlValue } from './xml.ts';

/** The largest volume there is. */
export const sizeMaxGiB = 16_384;

/** CreateVolume, in one zone for ever. A token gives the volume that it gave before. */
export function createVolume(store: Store, region: string, query: Query): Answer {
  const zone = query.text('AvailabilityZone') ?? '';
  if (!zonesOf(store.options, region).includes(zone))
    return refusal('InvalidZone.NotFound', `The zone '${zone}' does not exist.`);
  const sizeGiB = Number(query.text('Size'));
  if (!Number.isInteger(sizeGiB) || sizeGiB < 1 || sizeGiB > sizeMaxGiB) {
    return refusal('InvalidParameterValue', `Volume of ${query.text('Size')}GiB is not between 1 and ${sizeMaxGiB}`);
  }
  const problem = tagProblem(query);
  if (problem) return problem;
  const tokenKey = `CreateVolume ${region} ${query.text('ClientToken') ?? newId(store, 'none')}`;
  const known = store.tokens.get(tokenKey);
  const fingerprint = query.fingerprint(['ClientToken']);
  if (known && known.fingerprint !== fingerprint) {
    return refusal('IdempotentParameterMismatch', 'The client token was used before, with other parameters');
  }
  const before = store.volumes.get(known?.instanceId ?? '');
  if (before) return success(volumeBody(store, before));
  const record: VolumeRecord = {
    id: newId(store, 'vol'),
    region,
    zone,
    sizeGiB,
    tags: tagsFor(query, 'volume'),
    createdAtMs: store.clock.now(),
    deletedAtMs: Number.POSITIVE_INFINITY,
    attachment: null,
  };
  store.volumes.set(record.id, record);
  store.tokens.set(tokenKey, { fingerprint, instanceId: record.id });
  return success(volumeBody(store, record));
}

/** DescribeVolumes by ids. */
export function describeVolumes(store: Store, region: string, query: Query): Answer {
  const found: VolumeRecord[] = [];
  for (const id of query.list('VolumeId')) {
    const record = findVolume(store, region, id);
    if ('ok' in record) return record;
    found.push(record);
  }
  return success({ volumeSet: found.map((record) => volumeBody(store, record)) });
}

export function deleteVolume(store: Store, region: string, query: Query): Answer {
  const record = findVolume(store, region, query.text('VolumeId') ?? '');
  if ('ok' in record) return record;
  const holder = holderOf(store, record);
  if (holder !== null) return refusal('VolumeInUse', `Volume ${record.id} is currently attached to ${holder}`);
  record.deletedAtMs = store.clock.now();
  return success({ return: true });
}

/** AttachVolume: same zone, a free volume that is ready, an instance that runs. */
export function attachVolume(store: Store, region: string, query: Query): Answer {
  const record = findVolume(store, region, query.text('VolumeId') ?? '');
  if ('ok' in record) return record;
  const instance = visibleInstance(
    store,
    region,
    query.text('InstanceId') ?? '',
    store.clock.now() - store.options.idLagMs,
  );
  if (!('order' in instance)) return instance;
  const state = stateAt(instance, store.clock.now(), store.options);
  if (state !== 'running' && state !== 'stopped') {
    return refusal('IncorrectState', `Instance '${instance.id}' is not 'running'.`);
  }
  if (instance.order.zone !== record.zone) {
    return refusal(
      'InvalidVolume.ZoneMismatch',
      `The volume '${record.id}' is not in the same availability zone as instance '${instance.id}'`,
    );
  }
  const holder = holderOf(store, record);
  if (holder !== null) return refusal('VolumeInUse', `${record.id} is already attached to an instance`);
  if (volumeState(store, record) !== 'available') return refusal('IncorrectState', `${record.id} is not 'available'.`);
  const device = query.text('Device') ?? '';
  const taken = [rootDevice, ...heldVolumes(store, instance.id).map(({ attachment }) => attachment?.device)];
  if (!device.startsWith('/dev/') || taken.includes(device)) {
    return refusal('InvalidParameterValue', `Attachment point ${device} is already in use or not valid`);
  }
  record.attachment = { instanceId: instance.id, device };
  return success({ volumeId: record.id, instanceId: instance.id, device, status: 'attaching' });
}

function findVolume(store: Store, region: string, id: string): VolumeRecord | Refusal {
  const record = store.volumes.get(id);
  if (record?.region === region && volumeState(store, record) !== 'deleted') return record;
  return refusal('InvalidVolume.NotFound', `The volume '${id}' does not exist.`);
}

function volumeBody(store: Store, record: VolumeRecord): { readonly [name: string]: XmlValue } {
  const holder = holderOf(store, record);
  return {
    volumeId: record.id,
    size: record.sizeGiB,
    availabilityZone: record.zone,
    status: volumeState(store, record),
    createTime: new Date(record.createdAtMs).toISOString(),
    volumeType: 'gp3',
    attachmentSet:
      holder === null
        ? []
        : [{ volumeId: record.id, instanceId: holder, device: record.attachment?.device, status: 'attached' }],
    tagSet: Object.entries(record.tags).map(([key, value]) => ({ key, value })),
  };
}
