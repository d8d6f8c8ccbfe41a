import type { SpawnRequest } from '../../provider/requests.ts';
import type { Account } from './account.ts';
import { attachVolumes } from './attach-volumes.ts';
import type { AwsInstance } from './aws-instance.ts';
import { findSpawned } from './find-spawned.ts';
import { launch } from './launch.ts';
import { refuse } from './provider-name.ts';
import { resolveSpawn, type Wanted } from './wanted.ts';

/**
 * Creates one instance. The client token makes repeated launches in one zone one launch; the tag makes a repeated spawn find
 * what it made in another zone, or what a token no longer remembers.
 */
export async function spawn(account: Account, request: SpawnRequest): Promise<AwsInstance> {
  return spawnWanted(account, await resolveSpawn(account, request));
}

export async function spawnWanted(account: Account, wanted: Wanted): Promise<AwsInstance> {
  const known = wanted.identity.isKeyed ? await findSpawned(account, wanted) : null;
  const [held] = wanted.heldVolumes;
  if (known === null && held !== undefined) throw refuse(`volumeIds: an instance holds the volume ${held}`);
  const instance = adopt(known ?? (await launch(account, wanted)), wanted);
  return attachVolumes(account, instance, wanted.request.volumeIds, wanted.warmVolumes);
}

/** Gives an instance to a request that it was made for. */
function adopt(instance: AwsInstance, { identity }: Wanted): AwsInstance {
  const { fingerprint } = instance.aws;
  if (fingerprint !== identity.fingerprint) throw refuse('idempotencyKey was used before, for another request');
  if (instance.status === 'terminating' || instance.status === 'terminated') {
    throw refuse('idempotencyKey belongs to an instance that was terminated: use a new key');
  }
  return instance;
}
