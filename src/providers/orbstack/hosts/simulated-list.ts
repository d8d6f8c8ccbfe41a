import type { Machine } from '../host.ts';
import type { SimulatedClient } from './simulated-client.ts';
import { readPage } from './simulated-shapes.ts';

const limit = 100;

/** Every page, or an error. A machine that moved from page to page while we read is there once. */
export async function listAll(client: SimulatedClient, query: string): Promise<readonly Machine[]> {
  const machines = new Map<string, Machine>();
  const cursors = new Set<string>();
  let cursor: string | null = null;
  do {
    const after: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const body = await client.send('GET', `/v1/machines?limit=${limit}${query}${after}`);
    const page = client.read('GET', body, readPage);
    for (const machine of page.machines) machines.set(machine.id, machine);
    cursor = page.cursor;
    if (cursor !== null && cursors.has(cursor)) throw client.malformed('GET', 'the list goes round in a circle');
    if (cursor !== null) cursors.add(cursor);
  } while (cursor !== null);
  return [...machines.values()];
}
