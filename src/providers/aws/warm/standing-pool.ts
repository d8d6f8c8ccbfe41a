import type { Account } from '../account.ts';
import { type Pool, poolIdOf } from './pool.ts';

/** The pool that the settings ask for in every region, in its first zone, where volumes are. Its size counts those that are claimed. */
export async function standingPool(account: Account, region: string): Promise<Pool | undefined> {
  const { places, warm } = account;
  if (warm.pool === undefined) return undefined;
  const [zone = ''] = await places.zones(region);
  return {
    id: poolIdOf(account, 'assay:standing'),
    region,
    zones: [zone],
    sizeGiB: warm.pool.sizeGiB,
    perZone: warm.pool.size,
  };
}
