import type { Clock } from '../../../provider/context.ts';
import type { SpotMarket } from '../../../testbed/spot-market.ts';
import type { NodePool } from '../kubernetes-options.ts';
import { poolLabel } from '../schedule.ts';
import type { Admin } from './admin.ts';

const patience = { withinMs: 30_000, pauseMs: 250 };

export interface SpotMarketNeeds {
  readonly admin: Admin;
  readonly namespace: string;
  readonly pools: readonly NodePool[];
  readonly clock: Clock;
}

/** Evicts a pod from its spot node, as whoever drains that would. A pod on a node of another pool stays, whatever it says of itself. */
export function createSpotMarket({ admin, namespace, pools, clock }: SpotMarketNeeds): SpotMarket {
  const spot = pools.filter(({ isSpot }) => isSpot).map(({ name }) => name);
  return {
    interrupt: async (id) => {
      const name = id.split('.')[0] ?? '';
      const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
      const { metadata: node } = (await admin.send('GET', `/api/v1/nodes/${await nodeOf(path)}`)) as unknown as Item;
      if (!spot.includes(node.labels[poolLabel] ?? '')) return;
      const metadata = { name, namespace };
      await admin.send('POST', `${path}/eviction`, { apiVersion: 'policy/v1', kind: 'Eviction', metadata });
    },
  };

  async function nodeOf(path: string): Promise<string> {
    for (let waitedMs = 0; waitedMs < patience.withinMs; waitedMs += patience.pauseMs) {
      const { spec } = (await admin.send('GET', path)) as unknown as Item;
      if (spec.nodeName !== undefined) return spec.nodeName;
      await clock.sleep(patience.pauseMs);
    }
    throw new Error(`${path} has no node that could be taken away`);
  }
}

/** A pod or a node. */
interface Item {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly nodeName?: string };
}
