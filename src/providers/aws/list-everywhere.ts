import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { describeAll } from './describe.ts';
import { inEveryRegion } from './in-every-region.ts';
import { spawnTag } from './own-tags.ts';

/**
 * What exists, as a reconciliation needs it: in every region that the account may use now, for an earlier process may have
 * used any of them. From here on the regions in which something was found are in use.
 */
export async function listEverywhere(account: Account): Promise<readonly AwsInstance[]> {
  const regions = await account.places.regionsNow();
  const ours = [{ Name: 'tag-key', Values: [spawnTag] }];
  return (await inEveryRegion(regions, (region) => describeAll(account, region, ours))).flat();
}
