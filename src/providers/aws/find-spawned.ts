import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { describeAll } from './describe.ts';
import { settlesWithinMs } from './homes.ts';
import { untilFound } from './locate.ts';
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

/** After an unclear launch. A failed look is a look that saw nothing. */
export function lookForSpawned(
  account: Account,
  wanted: Wanted,
  patience: 'once' | 'window',
): Promise<AwsInstance | null> {
  const look = () => findSpawned(account, wanted).catch(() => null);
  return untilFound(account, patience === 'once' ? 0 : settlesWithinMs, look);
}
