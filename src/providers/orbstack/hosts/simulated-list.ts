import { allPages } from '../../../provider/all-pages.ts';
import type { Machine } from '../host.ts';
import type { SimulatedClient } from './simulated-client.ts';
import { readPage } from './simulated-shapes.ts';

const limit = 100;

/** Every page, or an error. A machine that moved from page to page while we read is there once. */
export async function listAll(client: SimulatedClient, query: string): Promise<readonly Machine[]> {
  const machines = await allPages(
    async (token) => {
      const after = token === null ? '' : `&cursor=${encodeURIComponent(token)}`;
      const body = await client.send('GET', `/v1/machines?limit=${limit}${query}${after}`);
      const page = client.read('GET', body, readPage);
      return { items: page.machines, token: page.cursor };
    },
    () => client.malformed('GET', 'the list goes round in a circle'),
  );
  return [...new Map(machines.map((machine) => [machine.id, machine])).values()];
}
