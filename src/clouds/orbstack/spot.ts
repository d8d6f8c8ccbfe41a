import { deriveSeed } from '../../testbed/seeded-random.ts';
import { type Answer, refusal } from './answer.ts';
import { createMachine } from './machines.ts';
import { regionsOf } from './simulated-host-options.ts';
import { livingMachines, type SpotTicketRecord, type Store } from './store.ts';

/** The one kind of machine that is sold on this market. */
const machineType = 'general';

/** `POST /v1/spot-requests`: a machine order with `max_price_usd`. One that bids less than the market waits. */
export function requestSpot(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const { max_price_usd: bid, ...order } = body;
  if (typeof bid !== 'number' || !(bid > 0)) {
    return refusal(422, 'invalid_bid', 'max_price_usd must be a number above 0');
  }
  const region = (order.region as string | undefined) ?? regionsOf(store.options)[0] ?? '';
  const sold = soldBefore(store);
  if (sold) return sell(store, sold);
  const answer = createMachine(store, order, { spot: true, isDryRun: bid < priceIn(store, region) });
  if (answer.status !== 201) return answer;
  const machine = (answer.body as { readonly id?: string }).id ?? null;
  return sell(store, machine);
}

function sell({ random, spotTickets }: Store, machine: string | null): Answer {
  const ticket: SpotTicketRecord = { id: `t-${random.hex(16)}`, machine, cancelled: false };
  spotTickets.set(ticket.id, ticket);
  return { status: 201, body: ticketBody(ticket) };
}

/** A spot machine that somebody has already, where the service sells what it sold before. */
function soldBefore(store: Store): string | undefined {
  const nowMs = store.clock.now();
  const sold = livingMachines(store).find((record) => record.spot && record.deletedAtMs > nowMs);
  return sold && store.misconduct.commit('sells-twice') && sold.id;
}

/** `DELETE /v1/spot-requests/{id}`. A machine that it brought stays. */
export function cancelSpot(store: Store, id: string): Answer {
  const ticket = store.spotTickets.get(id);
  if (!ticket) return refusal(404, 'spot_request_not_found', `there is no spot request ${id}`);
  if (ticket.cancelled) return refusal(409, 'spot_request_closed', `spot request ${id} was cancelled before`);
  ticket.cancelled = true;
  return { status: 200, body: ticketBody(ticket) };
}

/** `GET /v1/spot-prices`, all of them or those of one region. */
export function listSpotPrices(store: Store, search: string): Answer {
  const asked = new URLSearchParams(search).get('region');
  const regions = regionsOf(store.options).filter((region) => asked === null || region === asked);
  return {
    status: 200,
    body: {
      prices: regions.map((region) => ({ machine_type: machineType, region, usd_per_hour: priceIn(store, region) })),
    },
  };
}

/** Stands while the world does, so that one bid always fares the same; unless the market is moved. */
function priceIn({ options, spotSeed, misconduct }: Store, region: string): number {
  const { spotPriceMinCents: min, spotPriceMaxCents: max } = options;
  const raised = misconduct.commit('raises-prices')?.byUsd ?? 0;
  return (min + (deriveSeed(spotSeed, region) % (max - min + 1))) / 100 + raised;
}

function ticketBody({ id, machine, cancelled }: SpotTicketRecord): object {
  if (machine !== null) return { id, state: 'fulfilled', machine };
  return { id, state: cancelled ? 'cancelled' : 'open', machine };
}
