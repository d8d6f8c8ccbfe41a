import { type Answer, refusal } from './answer.ts';
import { region } from './simulated-host-options.ts';
import { holderOfVolume, type Store, type WarmVolumeRecord } from './store.ts';

/** `POST /v1/warm-volumes`: gives one of the pool to the caller, ready for use. */
export function claimWarmVolume(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  if (body.region !== undefined && body.region !== region) {
    return refusal(422, 'invalid_volume', 'there is no such region');
  }
  const nowMs = store.clock.now();
  const record = [...store.warmVolumes.values()].find(({ claimed, readyAtMs }) => !claimed && readyAtMs <= nowMs);
  if (!record) return refusal(503, 'pool_empty', 'no warm volume is left');
  record.claimed = true;
  record.wasClaimed = true;
  return { status: 201, body: warmVolumeBody(record) };
}

/** `DELETE /v1/warm-volumes/{id}`: gives it back, to be wiped. Refused while a machine holds it. */
export function releaseWarmVolume(store: Store, id: string): Answer {
  const record = store.warmVolumes.get(id);
  if (!record?.claimed) return refusal(404, 'volume_not_found', `there is no volume ${id}`);
  const holder = holderOfVolume(store, id);
  if (holder) return refusal(409, 'volume_in_use', `machine ${holder.id} holds volume ${id}`);
  record.claimed = false;
  record.readyAtMs = store.clock.now() + store.options.wipeMs;
  return { status: 204 };
}

function warmVolumeBody({ id, sizeGib }: WarmVolumeRecord): object {
  return { id, state: 'free', size_gib: sizeGib, region, labels: {} };
}
