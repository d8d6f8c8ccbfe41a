import { checkBid } from '../../provider/check-bid.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import type { SpotPriceFilter, SpotRequest } from '../../provider/requests.ts';
import type { SpotPrice, SpotTicket } from '../../provider/resources.ts';
import { priceUsdPerHour } from './price.ts';
import { providerName, refuse, type SpotSettings } from './settings.ts';
import type { Spawn } from './spawn.ts';

/** The methods of the capability `spot`. Nobody bids: the operator's price is paid, or nothing is submitted. No ticket stays open. */
export function spotMethods(spawn: Spawn, spot: SpotSettings): CapabilityMethods['spot'] {
  return {
    requestSpotInstance: (request) => requestSpot(spawn, request, spot),
    // There is nothing that could still be cancelled.
    cancelSpotRequest: async () => {},
    getSpotPrices: async (filter = {}) => spotPrices(filter, spot),
  };
}

async function requestSpot(spawn: Spawn, request: SpotRequest, spot: SpotSettings): Promise<SpotTicket> {
  if (!isObject(request)) throw refuse('a spot request must be an object');
  const limit = checkBid(request.maxPriceUsdPerHour, refuse);
  const { id } = await spawn(request, {
    partition: spot.partition,
    setting: 'SLURM_SPOT_PARTITION',
    mayHave: (spec) => checkAffordable(spec, limit, spot),
  });
  return { id, status: 'fulfilled', instanceId: id };
}

function checkAffordable({ cpus }: MachineSpec, limit: number, spot: SpotSettings): void {
  const price = priceUsdPerHour(cpus, spot);
  if (price <= limit) return;
  const message = `${cpus} CPUs in ${spot.partition} cost ${price} US dollars per hour, and ${limit} were bid`;
  throw new ProviderError('CAPACITY_ERROR', message, { provider: providerName });
}

/** By the CPU, as it is charged: sizes of jobs have no names of their own. */
const machineType = '1-cpu';

function spotPrices(filter: SpotPriceFilter, spot: SpotSettings): readonly SpotPrice[] {
  if (!isObject(filter)) throw refuse('a price filter must be an object');
  const wanted = checkOptionalText(filter.region, 'region', refuse);
  if (wanted !== undefined && wanted !== spot.partition) return [];
  return [{ machineType, region: spot.partition, priceUsdPerHour: priceUsdPerHour(1, spot) }];
}
