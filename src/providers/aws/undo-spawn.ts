import type { SpawnRequest } from '../../provider/requests.ts';
import type { Account } from './account.ts';
import { findAllSpawned, findSpawned } from './find-spawned.ts';
import { settlesWithinMs } from './homes.ts';
import { untilFound } from './locate.ts';
import { identify } from './spawn-identity.ts';
import { terminate } from './terminate.ts';
import { checkRequest } from './wanted.ts';

/**
 * Ends what a keyed spawn made, in this process or another. What cannot be seen yet is waited for. Another request under the
 * same key is somebody else's, and stays.
 */
export async function undoSpawn(account: Account, request: SpawnRequest): Promise<void> {
  const checked = checkRequest(request);
  const identity = identify(checked, { market: 'on-demand' }, account.context);
  const undoIn = async (region: string): Promise<void> => {
    await untilFound(account, settlesWithinMs, () => findSpawned(account, { region, identity }));
    for (const { id, aws } of await findAllSpawned(account, { region, identity })) {
      if (aws.fingerprint === identity.fingerprint) await terminate(account, id);
    }
  };
  await Promise.all((await regionsOf(account, checked)).map(undoIn));
}

/** Disks may have led to any region. */
async function regionsOf(
  { places, home }: Account,
  { region, volumeIds, snapshotId }: ReturnType<typeof checkRequest>,
): Promise<readonly string[]> {
  if (region === home) return [home];
  if (region !== undefined) return (await places.regions()).filter((each) => each === region);
  return volumeIds.length === 0 && snapshotId === undefined ? [home] : places.regions();
}
