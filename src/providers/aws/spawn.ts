import type { SpawnRequest } from '../../provider/requests.ts';
import { rememberForMsDefault } from '../../provider/workflows/zone-probing.ts';
import type { Account } from './account.ts';
import { attachVolumes } from './attach-volumes.ts';
import type { AwsInstance } from './aws-instance.ts';
import { findSpawned } from './find-spawned.ts';
import { type Launched, launch } from './launch.ts';
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
  return (await spawnProbing(account, wanted, wanted.identity.isKeyed ? 0 : rememberForMsDefault)).instance;
}

/**
 * The same, and what was tried on the way. Who repeats a key in two processes at the same time must not let them remember
 * different zones: then they would begin in two.
 */
export async function spawnProbing(account: Account, wanted: Wanted, rememberForMs: number): Promise<Launched> {
  const known = wanted.identity.isKeyed ? await findSpawned(account, wanted) : null;
  const [held] = wanted.heldVolumes;
  if (known === null && held !== undefined) throw refuse(`volumeIds: an instance holds the volume ${held}`);
  const launched = known === null ? await launch(account, wanted, rememberForMs) : foundIn(known);
  const instance = await attachVolumes(
    account,
    adopt(launched.instance, wanted),
    wanted.request.volumeIds,
    wanted.warmVolumes,
  );
  return { ...launched, instance };
}

function foundIn(instance: AwsInstance): Launched {
  const { availabilityZone: zone } = instance.aws;
  return { instance, tried: zone === undefined ? [] : [{ zone, outcome: 'found' }] };
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
