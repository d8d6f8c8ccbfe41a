import type { Account } from './account.ts';

/** Looks for a thing where it is known to be, or else in every region at once. One that was found is remembered. */
export async function somewhere<T>(
  account: Account,
  id: string,
  look: (region: string) => Promise<T | null>,
): Promise<T | null> {
  const { homes, places } = account;
  const home = homes.regionOf(id);
  if (home !== undefined) return look(home);
  const regions = await places.regions();
  const looks = await Promise.allSettled(regions.map(look));
  for (const [index, outcome] of looks.entries()) {
    if (outcome.status !== 'fulfilled' || outcome.value === null) continue;
    homes.note(id, regions[index] ?? account.home);
    return outcome.value;
  }
  // One region that does not answer may be the one that has it: then nobody can say that it is nowhere.
  const failed = looks.find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return null;
}
