import { checkBid } from '../../provider/check-bid.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import type { MachineSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import type { SpotPriceFilter, SpotRequest } from '../../provider/requests.ts';
import type { SpotPrice, SpotTicket } from '../../provider/resources.ts';
import { priceUsdPerHour } from './price.ts';
import type { Service } from './service.ts';
import { providerName, refuse } from './settings.ts';
import { spawn } from './spawn.ts';
import type { SpotSettings } from './spot-settings.ts';

/** The methods of the capability `spot`. Nobody bids: the price of the pools is paid, or no pod is made. No ticket stays open. */
export function spotMethods(service: Service, spot: SpotSettings): CapabilityMethods['spot'] {
  return {
    requestSpotInstance: (request) => requestSpot(service, request, spot),
    // There is nothing that could still be cancelled.
    cancelSpotRequest: async () => {},
    getSpotPrices: async (filter = {}) => spotPrices(filter, spot, service.settings.region),
  };
}

async function requestSpot(service: Service, request: SpotRequest, spot: SpotSettings): Promise<SpotTicket> {
  if (!isObject(request)) throw refuse('a spot request must be an object');
  const limit = checkBid(request.maxPriceUsdPerHour, refuse);
  const { id } = await spawn(service, request, {
    isSpot: true,
    mayHave: (spec) => checkAffordable(spec, limit, spot),
  });
  return { id, status: 'fulfilled', instanceId: id };
}

function checkAffordable(spec: MachineSpec, limit: number, spot: SpotSettings): void {
  const price = priceUsdPerHour(spec, spot);
  if (price <= limit) return;
  const gpus = spec.gpu ? ` and ${spec.gpu.count} GPUs` : '';
  const message = `${spec.cpus} CPUs${gpus} in ${spot.pools.join(', ')} cost ${price} US dollars per hour, and ${limit} were bid`;
  throw new ProviderError('CAPACITY_ERROR', message, { provider: providerName });
}

/** By the part, as the settings have it: sizes of pods have no names of their own. */
function spotPrices(filter: SpotPriceFilter, spot: SpotSettings, region: string | undefined): readonly SpotPrice[] {
  if (!isObject(filter)) throw refuse('a price filter must be an object');
  const wanted = checkOptionalText(filter.region, 'region', refuse);
  if (wanted !== undefined && wanted !== region) return [];
  const { usdPerCpuHour, usdPerGpuHour } = spot;
  const place = region === undefined ? {} : { region };
  return [
    { machineType: '1-cpu', ...place, priceUsdPerHour: usdPerCpuHour },
    ...(usdPerGpuHour === undefined ? [] : [{ machineType: '1-gpu', ...place, priceUsdPerHour: usdPerGpuHour }]),
  ];
}
