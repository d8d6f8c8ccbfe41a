import type { Estate, EstateItem } from '../../testbed/estate.ts';
import { resourcesPath } from './resources.ts';
import { ownerHeader, serviceToken } from './tokens.ts';

/** Longer than the longest lag and the slowest request of a served cloud. */
export const windowMs = 700;

const deadlineMs = 10_000;

const collections: Readonly<Record<EstateItem['kind'], string>> = {
  instance: 'machines',
  snapshot: 'snapshots',
  volume: 'volumes',
  'warm-volume': 'warm-volumes',
};

/** What is in a served cloud, asked as any caller asks: through its lags and its lies. */
export function createEstate(url: string): Estate {
  const pathOf = ({ kind, id }: EstateItem) => `/v1/${collections[kind]}/${encodeURIComponent(id)}`;

  async function send(method: string, path: string, owner: string | null): Promise<Response> {
    const headers = { authorization: `Bearer ${serviceToken}`, ...(owner !== null && { [ownerHeader]: owner }) };
    return fetch(url + path, { method, headers, signal: AbortSignal.timeout(deadlineMs) });
  }

  return {
    windowMs,
    list: async () => {
      const items: EstateItem[] = [];
      let cursor: string | null = null;
      do {
        const after: string = cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`;
        const page = await readPage(await send('GET', resourcesPath + after, null));
        items.push(...page.resources);
        cursor = page.next_cursor;
      } while (cursor !== null);
      return items;
    },
    remove: async (item) => {
      const response = await send('DELETE', pathOf(item), item.owner);
      // Not there any more is what was wanted.
      if (response.status === 404) return 'gone';
      if (!response.ok) throw await refused(response);
      return response.status === 202 ? 'going' : 'gone';
    },
    isGone: async (item) => {
      if (item.kind === 'warm-volume') return null;
      const response = await send('GET', pathOf(item), null);
      if (response.status === 404) return true;
      if (!response.ok) throw await refused(response);
      return false;
    },
    command: (item) =>
      `curl -X DELETE -H 'authorization: Bearer ${serviceToken}' -H '${ownerHeader}: ${item.owner ?? ''}' ${url}${pathOf(item)}`,
  };
}

interface Page {
  readonly resources: readonly EstateItem[];
  readonly next_cursor: string | null;
}

async function readPage(response: Response): Promise<Page> {
  if (!response.ok) throw await refused(response);
  return (await response.json()) as Page;
}

async function refused(response: Response): Promise<Error> {
  return new Error(`the service answered ${response.status}: ${await response.text()}`);
}
