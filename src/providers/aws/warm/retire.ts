import type { Account } from '../account.ts';
import { deleteVolumeIn, type PlacedVolume } from '../volumes.ts';
import { dropClaim, tryClaimToRetire } from './claims.ts';

/** Deletes a volume that nobody has: who wants to delete it has to claim it first, so that nobody else can. */
export async function retire(account: Account, placed: PlacedVolume): Promise<void> {
  if (await tryClaimToRetire(account, placed)) await discard(account, placed.region, placed.volume.id);
}

/** Deletes a volume that is ours, and then the claim: a claim without a volume costs nothing, and gives nothing away. */
export async function discard(account: Account, region: string, volumeId: string): Promise<void> {
  await deleteVolumeIn(account, region, volumeId);
  await dropClaim(account, region, volumeId);
}
