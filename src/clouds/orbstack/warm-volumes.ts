import { type Answer, refusal } from './answer.ts';
import { regionsOf } from './simulated-host-options.ts';
import { holderOfVolume, type Store, type WarmVolumeRecord } from './store.ts';

/** `POST /v1/warm-volumes`: gives one of the pool to the caller, ready for use. */
export function claimWarmVolume(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const regions = regionsOf(store.options);
  const region = body.region ?? regions[0];
  if (typeof region !== 'string' || !regions.includes(region)) {
    return refusal(422, 'unknown_region', 'there is no such region');
  }
  const nowMs = store.clock.now();
  const record = [...store.warmVolumes.values()].find(
    (warm) => !warm.claimed && warm.readyAtMs <= nowMs && warm.region === region,
  );
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

function warmVolumeBody({ id, sizeGib, region }: WarmVolumeRecord): object {
  return { id, state: 'free', size_gib: sizeGib, region, labels: {} };
}
