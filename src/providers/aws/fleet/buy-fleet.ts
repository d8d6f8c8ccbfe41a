import type { Account } from '../account.ts';
import { bidMin } from '../bid-min.ts';
import { settlesWithinMs } from '../homes.ts';
import { askForFleet } from './ask-for-fleet.ts';
import { type Fleet, findFleets } from './find-fleets.ts';
import { launchTemplate } from './launch-template.ts';
import type { FleetOrder } from './order.ts';
import { planFleet } from './plan.ts';

/** The fleets of an order, the one of the spot market first: those that there are, or else those that are still to be asked for. */
export async function buyFleet(account: Account, order: FleetOrder): Promise<readonly Fleet[]> {
  const { count, fallback } = order.input;
  const template = launchTemplate(account, order);
  const plan = () => planFleet(account, order);
  const known = await findFleets(account, order);
  const spot = known.spot ?? (await spotBefore(account, order, known.onDemand)) ?? (await buySpot());
  const rest = count - spot.ids.length;
  const onDemand = rest > 0 && fallback === 'on-demand' ? (known.onDemand ?? (await buy('on-demand', rest))) : null;
  await template.remove();
  return onDemand === null ? [spot] : [spot, onDemand];

  async function buySpot(): Promise<Fleet> {
    const { maxPriceUsdPerHour: bid = bidMin } = order.input;
    return bid < bidMin ? nothingFor(bid) : buy('spot', count);
  }

  async function buy(market: Fleet['market'], capacity: number): Promise<Fleet> {
    const wanted = await plan();
    await template.create(wanted);
    return askForFleet(account, wanted, { market, capacity, template: template.name });
  }
}

/**
 * Whoever has bought on demand has asked the spot market before, and does not ask it again: what it gave will show, or is long
 * gone.
 */
async function spotBefore(account: Account, order: FleetOrder, onDemand: Fleet | null): Promise<Fleet | null> {
  if (onDemand === null) return null;
  const nothing: Fleet = { market: 'spot', ids: [], lacks: [] };
  if (onDemand.capacity === order.input.count) return nothing;
  await account.context.clock.sleep(settlesWithinMs);
  return (await findFleets(account, order)).spot ?? nothing;
}

function nothingFor(bid: number): Fleet {
  const message = `no machine costs as little as ${bid} US dollars per hour`;
  return { market: 'spot', ids: [], lacks: [{ market: 'spot', code: 'CAPACITY_ERROR', message }] };
}
