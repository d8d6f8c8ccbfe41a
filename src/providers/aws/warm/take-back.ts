import { allSettledOrThrow } from '../../../provider/all-settled-or-throw.ts';
import { isProviderError } from '../../../provider/provider-error.ts';
import type { Account } from '../account.ts';
import { settlesWithinMs } from '../homes.ts';
import { nativeCode } from '../native-failure.ts';
import { describeVolume } from '../volumes.ts';
import { type Claim, dropClaim } from './claims.ts';
import { usedTag } from './pool.ts';
import { discard } from './retire.ts';
import type { PoolView } from './view-pool.ts';

/**
 * Ends the claims behind which nobody is: of a process that died before it told of the volume, and of one that died while it
 * deleted it. What an instance was ever given is left alone, and what is taken back is given to nobody. Gives the ids.
 */
export async function takeBack(account: Account, region: string, { claims }: PoolView): Promise<ReadonlySet<string>> {
  const over = [...claims.values()].filter((claim) => isOver(account, claim));
  const ended = await allSettledOrThrow(over.map((claim) => end(account, region, claim)));
  return new Set(ended.flat());
}

function isOver({ time, warm }: Account, { createdAtMs, isToRetire }: Claim): boolean {
  return isToRetire || time.now().getTime() - createdAtMs > warm.claimMs;
}

/** Asked by id: a list may not know yet what an instance was given. */
async function end(account: Account, region: string, claim: Claim): Promise<readonly string[]> {
  const { volumeId } = claim;
  const found = await describeVolume(account, region, volumeId);
  if (found === null) {
    if (account.time.now().getTime() - claim.createdAtMs > settlesWithinMs) await dropClaim(account, region, volumeId);
    return [volumeId];
  }
  if (found.volume.status === 'in-use' || found.own[usedTag] !== undefined) return [];
  try {
    await discard(account, region, volumeId);
    return [volumeId];
  } catch (thrown) {
    // Whoever has it was just about to use it.
    if (isProviderError(thrown) && nativeCode(thrown) === 'VolumeInUse') return [];
    throw thrown;
  }
}
