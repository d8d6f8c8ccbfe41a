import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { describeAll } from './describe.ts';
import { spawnTag } from './own-tags.ts';
import type { Wanted } from './wanted.ts';

/** The instance that a spawn made, in whichever zone; whoever lives is meant before a tombstone. */
export async function findSpawned(
  account: Account,
  { region, identity }: Pick<Wanted, 'region' | 'identity'>,
): Promise<AwsInstance | null> {
  const found = await describeAll(account, region, [{ Name: `tag:${spawnTag}`, Values: [identity.spawnId] }]);
  return found.find(({ status }) => status !== 'terminated' && status !== 'terminating') ?? found[0] ?? null;
}
