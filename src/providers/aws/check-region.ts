import type { Account } from './account.ts';
import { refuse } from './provider-name.ts';

/** Gives the region a thing goes to. */
export async function checkRegion({ places, home }: Account, region: string | undefined): Promise<string> {
  if (region === undefined || region === home) return home;
  const regions = await places.regions();
  if (regions.includes(region)) return region;
  throw refuse(`region must be one of ${regions.join(', ')}`);
}
