import { matchesFilter } from '../../provider/matches-filter.ts';
import type { ListFilter } from '../../provider/requests.ts';
import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { describeAll } from './describe.ts';
import { spawnTag } from './own-tags.ts';

/** Every instance that an adapter of this kind made, in all regions or one, tombstones among them. */
export async function list(account: Account, filter: ListFilter): Promise<readonly AwsInstance[]> {
  const regions = await account.places.regions();
  const wanted = filter.region === undefined ? regions : regions.filter((region) => region === filter.region);
  const ours = [{ Name: 'tag-key', Values: [spawnTag] }];
  const lists = await Promise.all(wanted.map((region) => describeAll(account, region, ours)));
  return lists.flat().filter((instance) => matchesFilter(instance, filter));
}
