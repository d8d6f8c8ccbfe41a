import type { Clock } from '../../provider/context.ts';
import type { Estate, EstateItem } from '../../testbed/estate.ts';
import { ownTime } from '../../testbed/service-clock.ts';
import { collectionOf } from './collections.ts';
import { resourcesPath } from './resources.ts';
import { ownerHeader, serviceToken } from './tokens.ts';

/** Longer than the longest lag and the slowest request of a served cloud. */
export const windowMs = 700;

const deadlineMs = 10_000;

/** What is in a served cloud, asked as any caller asks: through its lags and its lies. */
export function createEstate(url: string, clock: Clock): Estate {
  const pathOf = ({ kind, id }: EstateItem) => `/v1/${collectionOf[kind]}/${encodeURIComponent(id)}`;

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
        const response = await send('GET', resourcesPath + after, null);
        const receivedMs = clock.now();
        const page = await readPage(response);
        const own = (stampedMs: number) => ownTime(stampedMs, response.headers.get('date'), receivedMs);
        items.push(...page.resources.map((item) => ({ ...item, createdAtMs: own(item.createdAtMs) })));
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
