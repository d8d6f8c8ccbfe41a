import { checkOptionalText } from '../../../provider/check-text.ts';
import { isObject } from '../../../provider/is-object.ts';
import type { CapabilityMethods } from '../../../provider/provider.ts';
import { ProviderError } from '../../../provider/provider-error.ts';
import type { ClaimWarmVolumeRequest } from '../../../provider/requests.ts';
import type { Volume } from '../../../provider/resources.ts';
import type { Account } from '../account.ts';
import { checkRegion } from '../check-region.ts';
import { providerName, refuse } from '../provider-name.ts';
import { findVolume, isVolumeId, type PlacedVolume } from '../volumes.ts';
import { dropClaim, tryClaim, tryClaimToRetire } from './claims.ts';
import { fillPool } from './fill-pool.ts';
import { createAfter, seeReady } from './make-volume.ts';
import { isIn, type Pool, poolTag, slotsOf } from './pool.ts';
import { discard } from './retire.ts';
import { standingPool } from './standing-pool.ts';
import { isFree, viewPool } from './view-pool.ts';

/** The methods of the capability `warmVolumes`. */
export function warmVolumeMethods(account: Account): CapabilityMethods['warmVolumes'] {
  return {
    claimWarmVolume: (request = {}) => claim(account, request),
    releaseWarmVolume: (id) => release(account, id),
  };
}

/** Any volume of a pool of the region that nobody has. */
async function claim(account: Account, request: ClaimWarmVolumeRequest): Promise<Volume> {
  if (!isObject(request)) throw refuse('a claim must be an object');
  const region = await checkRegion(account, checkOptionalText(request.region, 'region', refuse));
  const view = await viewPool(account, region);
  const free = view.volumes.filter((placed) => placed.volume.status === 'available' && isFree(view, placed));
  const standing = await standingPool(account, region);
  const claimed =
    (await claimOneOf(account, free)) ?? (standing && (await claimOneOf(account, await fillPool(account, standing))));
  if (claimed) return claimed;
  throw new ProviderError('CAPACITY_ERROR', `no warm volume is left in ${region}`, { provider: providerName });
}

/** Whoever claims at the same time begins elsewhere, as likely as not. */
async function claimOneOf(account: Account, candidates: readonly PlacedVolume[]): Promise<Volume | null> {
  const first = Math.floor(account.context.random.next() * candidates.length);
  for (const placed of [...candidates.slice(first), ...candidates.slice(0, first)]) {
    if (!(await tryClaim(account, placed))) continue;
    const claimed = await lookAtClaimed(account, placed);
    if (claimed !== null) return claimed;
  }
  return null;
}

/**
 * The list may have been late: what it showed may be gone, or in use by somebody who never claimed it. The claim on what is
 * there is kept, for nobody can make another.
 */
async function lookAtClaimed(account: Account, placed: PlacedVolume): Promise<Volume | null> {
  const found = await seeReady(account, placed);
  if (found === null) await dropClaim(account, placed.region, placed.volume.id);
  return found?.volume.status === 'available' ? found.volume : null;
}

/**
 * Deletes the volume, for what somebody had is never given to another: it holds their data. Silent for what is no warm
 * volume, or no longer one. A pool that the settings ask for gets another in its place.
 */
async function release(account: Account, id: string): Promise<void> {
  const found = isVolumeId(id) ? await findVolume(account, id) : null;
  if (found === null || found.own[poolTag] === undefined) return;
  if (found.volume.status === 'in-use') throw refuse(`an instance holds the volume ${id}`);
  const standing = await standingPool(account, found.region);
  if (standing?.id === found.own[poolTag]) await replace(account, standing, found);
  // Whoever calls may have it, or nobody has: then it must not be given to anybody meanwhile.
  await tryClaimToRetire(account, found);
  await discard(account, found.region, id);
}

/** First the new one and then the old one: a slot with nothing in it would have forgotten where it was. */
async function replace(account: Account, pool: Pool, old: PlacedVolume): Promise<void> {
  const slot = slotsOf(pool).find((each) => isIn(old, each));
  if (slot !== undefined && old.volume.sizeGiB === pool.sizeGiB) await createAfter(account, pool, slot, old.volume.id);
}
