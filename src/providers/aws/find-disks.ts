import type { CheckedRequest } from '../../provider/check-spawn-request.ts';
import type { Account } from './account.ts';
import type { FoundImage } from './images.ts';
import { refuse } from './provider-name.ts';
import { findSnapshot } from './snapshots.ts';
import { findVolume } from './volumes.ts';
import { poolTag, usedTag } from './warm/pool.ts';

/** Where the disks of a spawn are, and so where its instance has to be. */
export interface FoundDisks {
  readonly region?: string;
  readonly zone?: string;
  readonly image?: FoundImage;
  /** Volumes that an instance has already: its own, perhaps, when a spawn is repeated. */
  readonly held: readonly string[];
  /** Those that come from a pool and were given to no instance yet. */
  readonly warm: readonly string[];
}

/** Throws INVALID_SPEC for disks that are not there, or not in one place. */
export async function findDisks(account: Account, { snapshotId, volumeIds }: CheckedRequest): Promise<FoundDisks> {
  const snapshot = snapshotId === undefined ? { held: [], warm: [] } : await findImageOf(account, snapshotId);
  const volumes = await findZoneOf(account, volumeIds);
  if (snapshot.region !== undefined && volumes.region !== undefined && snapshot.region !== volumes.region) {
    throw refuse(`the snapshot is in ${snapshot.region} and the volumes are in ${volumes.region}`);
  }
  return { ...snapshot, ...volumes };
}

export function refuseDisksElsewhere({ region: home }: FoundDisks, region: string): void {
  if (home !== undefined && home !== region) throw refuse(`region is ${region}, and the disks are in ${home}`);
}

async function findImageOf(account: Account, snapshotId: string): Promise<FoundDisks> {
  const found = await findSnapshot(account, snapshotId);
  if (found === null) throw refuse(`snapshotId: there is no snapshot ${JSON.stringify(snapshotId)}`);
  if (found.status !== 'ready') throw refuse(`snapshotId: the snapshot ${snapshotId} is ${found.status}`);
  const { region, rootDevice } = found.aws;
  return { region, image: { id: found.id, rootDevice }, held: [], warm: [] };
}

/** A volume never leaves its zone. */
async function findZoneOf(account: Account, volumeIds: readonly string[]): Promise<FoundDisks> {
  const found = await Promise.all(volumeIds.map((id) => findVolume(account, id)));
  for (const [index, placed] of found.entries()) {
    if (placed === null) throw refuse(`volumeIds: there is no volume ${JSON.stringify(volumeIds[index])}`);
  }
  const zones = new Set(found.map((placed) => placed?.zone));
  if (zones.size > 1) throw refuse(`volumeIds: the volumes are in the zones ${[...zones].join(' and ')}`);
  const held = found.flatMap((placed) => (placed?.volume.status === 'in-use' ? [placed.volume.id] : []));
  const warm = found.flatMap((placed) =>
    placed?.own[poolTag] !== undefined && placed.own[usedTag] === undefined ? [placed.volume.id] : [],
  );
  const [first] = found;
  return { held, warm, ...(first && { region: first.region, zone: first.zone }) };
}
