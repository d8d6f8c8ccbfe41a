import { list, record, text, whole } from '../../../provider/body-fields.ts';
import type { CostReport } from '../../../provider/resources.ts';
import type { Host } from '../host.ts';
import type { SimulatedClient } from './simulated-client.ts';

/** Where the service has machines, and what they cost. */
export function account(client: SimulatedClient): Required<Pick<Host, 'listRegions' | 'getCosts'>> {
  return {
    listRegions: async () => client.read('GET', await client.send('GET', '/v1/regions'), readRegions),
    getCosts: async ({ from, to }) => {
      const period = `from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`;
      return client.read('GET', await client.send('GET', `/v1/costs?${period}`), readCosts);
    },
  };
}

function readRegions(body: unknown): readonly string[] {
  return list(record(body, 'regions').regions, 'regions').map((each) => text(record(each, 'a region').name, 'name'));
}

const nanosPerUsd = 1_000_000_000;

function readCosts(body: unknown): CostReport {
  const costs = record(body, 'costs');
  return {
    amount: whole(costs.total_nano_usd, 'total_nano_usd') / nanosPerUsd,
    currency: text(costs.currency, 'currency'),
  };
}
