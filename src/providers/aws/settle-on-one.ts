import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { findAllSpawned } from './find-spawned.ts';
import { settlesWithinMs } from './homes.ts';
import { budgetMs } from './retry.ts';
import { terminate } from './terminate.ts';
import { placeName, type Wanted } from './wanted.ts';

/** By then a launch that another process had decided on is made, and shows in every read. */
const seenWithinMs = budgetMs + settlesWithinMs;

/**
 * Two processes that launch under one key at the same time may each find room in another zone, when a zone refuses one of
 * them and then has room for the other. Each looks once both must see both, and the one in the first of the zones stays.
 * Whoever is in the very first zone stays in any case, and need not wait.
 */
export async function settleOnOne(account: Account, wanted: Wanted, instance: AwsInstance): Promise<AwsInstance> {
  const { clock } = account.context;
  const rank = rankOf(wanted);
  if (rank(instance) === 0) return instance;
  const nowMs = clock.now();
  const ageMs = nowMs - (Date.parse(instance.createdAt ?? '') || nowMs);
  if (ageMs < seenWithinMs) await clock.sleep(seenWithinMs - Math.max(0, ageMs));
  // Another request under the same key is somebody else's, and stays.
  const isOurs = ({ aws }: AwsInstance) => aws.fingerprint === wanted.identity.fingerprint;
  const found = (await findAllSpawned(account, wanted)).filter(isOurs);
  const [kept = instance, ...surplus] = found.toSorted((a, b) => rank(a) - rank(b));
  for (const { id } of surplus) await terminate(account, id);
  return kept;
}

function rankOf({ places }: Wanted): (instance: AwsInstance) => number {
  const zones = places.map(placeName);
  return ({ aws }) => {
    const rank = zones.indexOf(aws.availabilityZone ?? '');
    return rank < 0 ? zones.length : rank;
  };
}
