import type { CheckedRequest } from '../../../provider/check-spawn-request.ts';
import type { SpotFleetInput } from '../../../provider/workflows/spot-fleet.ts';
import type { Account } from '../account.ts';
import { checkRegion } from '../check-region.ts';
import { identifyFleet, type SpawnIdentity } from '../spawn-identity.ts';
import { checkRequest } from '../wanted.ts';

/** How the machines of one call are bought. */
export type Market = 'spot' | 'on-demand';

/** A fleet that was asked for, and by what its machines are known, also to another process. */
export interface FleetOrder {
  readonly input: SpotFleetInput;
  readonly request: CheckedRequest;
  readonly identity: SpawnIdentity;
  readonly region: string;
}

/** Needs no call but for a region that is named. */
export async function orderFleet(account: Account, input: SpotFleetInput): Promise<FleetOrder> {
  const { key, count, maxPriceUsdPerHour, fallback, atLeast } = input;
  const request = checkRequest(input.request);
  const identity = identifyFleet(key, request, [count, maxPriceUsdPerHour, fallback, atLeast]);
  return { input, request, identity, region: await checkRegion(account, request.region) };
}
