import { checkBid } from '../../provider/check-bid.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import { isObject } from '../../provider/is-object.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import type { SpotPriceFilter, SpotRequest } from '../../provider/requests.ts';
import type { SpotPrice, SpotTicket } from '../../provider/resources.ts';
import { orderedTypes } from './machine-types.ts';
import { readSpotPrices } from './prices.ts';
import type { Service } from './service.ts';
import { refuse } from './settings.ts';
import { spawn } from './spawn.ts';

/** The methods of the capability `spot`. Nobody bids: what is asked is paid, or nothing is made. No ticket stays open. */
export function spotMethods(service: Service): CapabilityMethods['spot'] {
  return {
    requestSpotInstance: (request) => requestSpot(service, request),
    // There is nothing that could still be cancelled.
    cancelSpotRequest: async () => {},
    getSpotPrices: (filter = {}) => spotPrices(service, filter),
  };
}

async function requestSpot(service: Service, request: SpotRequest): Promise<SpotTicket> {
  if (!isObject(request)) throw refuse('a spot request must be an object');
  const limit = checkBid(request.maxPriceUsdPerHour, refuse);
  const { id } = await spawn(service, request, {
    isSpot: true,
    parts: ['spot', limit],
    affordable: async () => {
      const priceOf = await readSpotPrices(service.bill);
      return (type, region) => (priceOf(type, region) ?? Number.POSITIVE_INFINITY) <= limit;
    },
  });
  return { id, status: 'fulfilled', instanceId: id };
}

async function spotPrices(service: Service, filter: SpotPriceFilter): Promise<readonly SpotPrice[]> {
  if (!isObject(filter)) throw refuse('a price filter must be an object');
  const wanted = checkOptionalText(filter.region, 'region', refuse);
  const [regions, priceOf] = await Promise.all([service.places.regions(), readSpotPrices(service.bill)]);
  return regions
    .filter((region) => wanted === undefined || region === wanted)
    .flatMap((region) =>
      orderedTypes.flatMap((type): readonly SpotPrice[] => {
        const priceUsdPerHour = priceOf(type, region);
        return priceUsdPerHour === undefined ? [] : [{ machineType: type.name, region, priceUsdPerHour }];
      }),
    );
}
