import { type Answer, refusal } from './answer.ts';
import { regionsOf } from './simulated-host-options.ts';
import { holderOfVolume, type Store, type VolumeRecord } from './store.ts';

/** The largest volume there is. */
export const sizeMaxGib = 16_384;

/** `POST /v1/volumes`. */
export function createVolume(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const size = body.size_gib;
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > sizeMaxGib) {
    return refusal(422, 'invalid_volume', `size_gib must be an integer from 1 to ${sizeMaxGib}`);
  }
  const regions = regionsOf(store.options);
  const region = body.region ?? regions[0];
  if (typeof region !== 'string' || !regions.includes(region)) {
    return refusal(422, 'unknown_region', 'there is no such region');
  }
  const record: VolumeRecord = {
    id: `v-${store.random.hex(16)}`,
    sizeGib: size,
    region,
    labels: (body.labels as Record<string, string> | undefined) ?? {},
    createdAtMs: store.clock.now(),
    gone: false,
  };
  store.volumes.set(record.id, record);
  return { status: 201, body: volumeBody(store, record) };
}

/** `GET /v1/volumes/{id}`. */
export function getVolume(store: Store, id: string): Answer {
  const record = store.volumes.get(id);
  return record && !record.gone ? { status: 200, body: volumeBody(store, record) } : unknownVolume(id);
}

/** `DELETE /v1/volumes/{id}`. Refused while a machine holds the volume. */
export function deleteVolume(store: Store, id: string): Answer {
  const record = store.volumes.get(id);
  if (!record || record.gone) return unknownVolume(id);
  const holder = holderOfVolume(store, id);
  if (holder) return refusal(409, 'volume_in_use', `machine ${holder.id} holds volume ${id}`);
  record.gone = true;
  return { status: 204 };
}

function volumeBody(store: Store, record: VolumeRecord): object {
  const { id, sizeGib, region, labels } = record;
  return { id, state: volumeState(store, record), size_gib: sizeGib, region, labels };
}

function volumeState(store: Store, record: VolumeRecord): string {
  if (holderOfVolume(store, record.id)) return 'attached';
  return store.clock.now() - record.createdAtMs < store.options.volumeMs ? 'creating' : 'free';
}

function unknownVolume(id: string): Answer {
  return refusal(404, 'volume_not_found', `there is no volume ${id}`);
}
