import type { Refusal } from './answer.ts';
import { type Pool, type PoolRequest, poolsOf } from './fleet-pools.ts';
import type { LaunchOrder } from './instance.ts';
import { instanceTypeOf } from './instance-types.ts';
import { launch, launchProblem } from './run-instances.ts';
import { spotRoom } from './spot-capacity.ts';
import { marketPrice } from './spot-prices.ts';
import type { FleetRecord, FleetTarget, Store } from './store.ts';
import type { XmlValue } from './xml.ts';

export interface FleetOrder extends Omit<PoolRequest, 'market'> {
  readonly target: FleetTarget;
  readonly isDryRun: boolean;
}

type Fulfilled = Pick<FleetRecord, 'errors' | 'instances'>;

/** Launches pool by pool until there is enough. Refuses whole only where it has no launch template to go by. */
export function fulfil(store: Store, order: FleetOrder): Fulfilled | Refusal {
  const errors: XmlValue[] = [];
  const instances: XmlValue[] = [];
  for (const market of ['spot', 'on-demand'] as const) {
    const pools = poolsOf(store, { ...order, market });
    if ('ok' in pools) return pools;
    let wanted = order.isDryRun ? 0 : order.target[market === 'spot' ? 'spot' : 'onDemand'];
    for (const pool of ranked(store, pools, strategyFor(order, market))) {
      const { ids, lack } = take(store, pool, wanted);
      wanted -= ids.length;
      const { shown: launchTemplateAndOverrides } = pool;
      const instanceType = 'instanceType' in pool.order ? pool.order.instanceType : '';
      if (ids.length > 0) {
        instances.push({ launchTemplateAndOverrides, lifecycle: market, instanceIds: ids, instanceType });
      }
      if (lack === null) continue;
      const { code, message } = lack;
      errors.push({ launchTemplateAndOverrides, lifecycle: market, errorCode: code, errorMessage: message });
    }
  }
  return { errors, instances };
}

function strategyFor({ query }: FleetOrder, market: Pool['market']): string | undefined {
  return query.text(market === 'spot' ? 'SpotOptions.AllocationStrategy' : 'OnDemandOptions.AllocationStrategy');
}

/** The cheapest first, or those with the most room; a pool without room may be asked first, as nobody knows before. */
function ranked(store: Store, pools: readonly Pool[], strategy: string | undefined): readonly Pool[] {
  if (strategy === 'prioritized' || strategy === 'capacity-optimized-prioritized') return pools;
  const roomOf = ({ order }: Pool) => ('ok' in order || !order.isSpot ? 0 : Math.sign(spotRoom(store, order)));
  const byPrice = pools.toSorted((a, b) => priceIn(store, a) - priceIn(store, b));
  if (strategy === undefined || strategy === 'lowest-price') return byPrice;
  return byPrice.toSorted((a, b) => roomOf(b) - roomOf(a));
}

function priceIn(store: Store, { order }: Pool): number {
  if ('ok' in order) return Number.POSITIVE_INFINITY;
  const { zone, instanceType, isSpot } = order;
  return isSpot ? marketPrice(store, zone, instanceType) : (instanceTypeOf(instanceType)?.price ?? 0);
}

/** As many as there are, and why there were no more where more were wanted. */
function take(store: Store, pool: Pool, wanted: number): { readonly ids: readonly string[]; lack: Refusal | null } {
  const ids: string[] = [];
  while (ids.length < wanted) {
    const lack = 'ok' in pool.order ? pool.order : launchProblem(store, pool.order, pool.query);
    if (lack) return { ids, lack: inFleetWords(lack, ids.length === 0) };
    ids.push(launch(store, pool.order as LaunchOrder).id);
  }
  return { ids, lack: null };
}

/** A fleet has a word of its own for a pool that has nothing at all. */
function inFleetWords(lack: Refusal, isEmpty: boolean): Refusal {
  if (lack.code !== 'InsufficientInstanceCapacity' || !isEmpty) return lack;
  return { ...lack, code: 'UnfulfillableCapacity', message: 'Unable to fulfill capacity due to your request' };
}
