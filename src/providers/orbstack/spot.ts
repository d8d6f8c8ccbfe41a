import { checkBid } from '../../provider/check-bid.ts';
import { checkOptionalText } from '../../provider/check-text.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { isObject } from '../../provider/is-object.ts';
import type { SpotPriceFilter, SpotRequest } from '../../provider/requests.ts';
import type { SpotPrice, SpotTicket } from '../../provider/resources.ts';
import { checkSpawnRequest } from './check-spawn-request.ts';
import type { Host } from './host.ts';
import { nameRequest } from './name-request.ts';
import { lacking, refuse } from './refuse.ts';

/** The methods of the capability `spot`. */
export interface SpotMethods {
  requestSpotInstance(request: SpotRequest): Promise<SpotTicket>;
  cancelSpotRequest(ticketId: string): Promise<void>;
  getSpotPrices(filter?: SpotPriceFilter): Promise<readonly SpotPrice[]>;
}

export function spotMethods(host: Host, context: ProviderContext): SpotMethods {
  const { spotMarket } = host;
  if (spotMarket === undefined) throw lacking('spot');
  return {
    requestSpotInstance: async (request) => {
      const checked = checkSpawnRequest(request, host);
      // Nobody can be asked later what became of a bid, so a repeated one cannot be told from a new one.
      if (checked.idempotencyKey !== undefined) throw refuse('idempotencyKey cannot be honoured by a spot request');
      return spotMarket.request(nameRequest(checked, context), checkBid(request.maxPriceUsdPerHour, refuse));
    },
    cancelSpotRequest: (ticketId) => spotMarket.cancel(ticketId),
    getSpotPrices: async (filter = {}) => {
      if (!isObject(filter)) throw refuse('a price filter must be an object');
      return spotMarket.prices(checkOptionalText(filter.region, 'region', refuse));
    },
  };
}
