import type { Account } from './account.ts';
import type { AwsInstance } from './aws-instance.ts';
import { describeAll } from './describe.ts';
import { spawnTag } from './own-tags.ts';
import type { Wanted } from './wanted.ts';

/** By what the instances of a spawn are found. */
type Spawned = Pick<Wanted, 'region' | 'identity'>;

/** The instance that a spawn made, in whichever zone; whoever lives is meant before a tombstone. */
export async function findSpawned(account: Account, spawned: Spawned): Promise<AwsInstance | null> {
  const found = await describeSpawned(account, spawned);
  return found.find(isLiving) ?? found[0] ?? null;
}

/** Those that live: one, but for processes that launched at the same time. */
export async function findAllSpawned(account: Account, spawned: Spawned): Promise<readonly AwsInstance[]> {
  return (await describeSpawned(account, spawned)).filter(isLiving);
}

function describeSpawned(account: Account, { region, identity }: Spawned): Promise<readonly AwsInstance[]> {
  return describeAll(account, region, [{ Name: `tag:${spawnTag}`, Values: [identity.spawnId] }]);
}

function isLiving({ status }: AwsInstance): boolean {
  return status !== 'terminated' && status !== 'terminating';
}
