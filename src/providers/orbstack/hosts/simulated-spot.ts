import { isPresent, list, number, record, text } from '../../../provider/body-fields.ts';
import { isPossibleId } from '../../../provider/possible-id.ts';
import type { SpotPrice, SpotTicket } from '../../../provider/resources.ts';
import type { SpotMarket } from '../host.ts';
import type { SimulatedClient } from './simulated-client.ts';
import { NativeFailure } from './simulated-errors.ts';
import { machineBody } from './simulated-shapes.ts';

/** The spot market of the service. */
export function spotMarket(client: SimulatedClient): SpotMarket {
  return {
    request: async (request, maxPriceUsdPerHour) => {
      const body = { ...machineBody(request), max_price_usd: maxPriceUsdPerHour };
      return client.read('POST', await client.send('POST', '/v1/spot-requests', body), readTicket);
    },
    cancel: async (id) => {
      if (!isPossibleId(id)) return;
      try {
        await client.sendOrNull('DELETE', `/v1/spot-requests/${id}`, 'spot_request_not_found');
      } catch (thrown) {
        if (NativeFailure.behind(thrown)?.code !== 'spot_request_closed') throw thrown;
      }
    },
    prices: async (region) => {
      const query = region === undefined ? '' : `?region=${encodeURIComponent(region)}`;
      return client.read('GET', await client.send('GET', `/v1/spot-prices${query}`), readPrices);
    },
  };
}

const ticketStatuses: ReadonlyMap<unknown, SpotTicket['status']> = new Map([
  ['open', 'open'],
  ['fulfilled', 'fulfilled'],
  ['cancelled', 'cancelled'],
]);

function readTicket(body: unknown): SpotTicket {
  const ticket = record(body, 'a spot request');
  return {
    id: text(ticket.id, 'id'),
    status: ticketStatuses.get(ticket.state) ?? 'failed',
    ...(isPresent(ticket.machine) && { instanceId: text(ticket.machine, 'machine') }),
  };
}

function readPrices(body: unknown): readonly SpotPrice[] {
  return list(record(body, 'prices').prices, 'prices').map((each) => {
    const price = record(each, 'a price');
    return {
      machineType: text(price.machine_type, 'machine_type'),
      region: text(price.region, 'region'),
      priceUsdPerHour: number(price.usd_per_hour, 'usd_per_hour'),
    };
  });
}
