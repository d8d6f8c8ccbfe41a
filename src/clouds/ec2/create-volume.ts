import { type Answer, type Refusal, refusal, success } from './answer.ts';
import { dryRunProblem } from './dry-run.ts';
import { zonesOf } from './places.ts';
import type { Query } from './query.ts';
import { findSnapshot, snapshotState } from './snapshot.ts';
import { newId, type SnapshotRecord, type Store, type VolumeRecord } from './store.ts';
import { tagProblem, tagsFor } from './tag-specifications.ts';
import { volumeBody, volumeTypeDefault } from './volume.ts';

/** The largest volume there is. */
export const sizeMaxGiB = 16_384;

const types: readonly string[] = ['gp2', 'gp3', 'io1', 'io2', 'st1', 'sc1', 'standard'];

/** CreateVolume, in one zone for ever. A token gives the volume that it gave before. */
export function createVolume(store: Store, region: string, query: Query): Answer {
  const zone = query.text('AvailabilityZone') ?? '';
  if (!zonesOf(store.options, region).includes(zone))
    return refusal('InvalidZone.NotFound', `The zone '${zone}' does not exist.`);
  const source = sourceOf(store, region, query);
  if (source && 'ok' in source) return source;
  const problem = sizeProblem(query, source) ?? typeProblem(query) ?? tagProblem(query);
  if (problem) return problem;
  const tokenKey = `CreateVolume ${region} ${query.text('ClientToken') ?? newId(store, 'none')}`;
  const known = store.tokens.get(tokenKey);
  const fingerprint = query.fingerprint(['ClientToken', 'DryRun']);
  if (known && known.fingerprint !== fingerprint) {
    return refusal('IdempotentParameterMismatch', 'The client token was used before, with other parameters');
  }
  const dryRun = dryRunProblem(query);
  if (dryRun) return dryRun;
  const before = store.volumes.get(known?.instanceId ?? '');
  if (before) return success(volumeBody(store, before));
  const record: VolumeRecord = {
    id: newId(store, 'vol'),
    region,
    zone,
    sizeGiB: Number(query.text('Size') ?? source?.sizeGiB),
    type: query.text('VolumeType') ?? volumeTypeDefault,
    isEncrypted: query.text('Encrypted') === 'true',
    snapshotId: source?.id ?? null,
    tags: tagsFor(query, 'volume'),
    createdAtMs: store.clock.now(),
    deletedAtMs: Number.POSITIVE_INFINITY,
    attachment: null,
  };
  store.volumes.set(record.id, record);
  store.tokens.set(tokenKey, { fingerprint, instanceId: record.id });
  return success(volumeBody(store, record));
}

/** The snapshot to make it from, where the call names one. */
function sourceOf(store: Store, region: string, query: Query): SnapshotRecord | Refusal | null {
  const id = query.text('SnapshotId');
  if (id === undefined || id === '') return null;
  const record = findSnapshot(store, region, id);
  if ('ok' in record || snapshotState(store, record) === 'completed') return record;
  return refusal('IncorrectState', `Snapshot is in invalid state - pending`);
}

function sizeProblem(query: Query, source: SnapshotRecord | null): Refusal | null {
  const text = query.text('Size');
  if (text === undefined && source === null) {
    return refusal('MissingParameter', 'The request must contain the parameter size/snapshot');
  }
  const [sizeGiB, min] = [Number(text ?? source?.sizeGiB), source?.sizeGiB ?? 1];
  if (Number.isInteger(sizeGiB) && sizeGiB >= min && sizeGiB <= sizeMaxGiB) return null;
  return refusal('InvalidParameterValue', `Volume of ${text}GiB is not between ${min} and ${sizeMaxGiB}`);
}

function typeProblem(query: Query): Refusal | null {
  const type = query.text('VolumeType') ?? volumeTypeDefault;
  return types.includes(type) ? null : refusal('UnknownVolumeType', `Unsupported volume type '${type}'.`);
}
