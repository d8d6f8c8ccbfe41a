import { type Answer, refusal, success } from './answer.ts';
import { instanceBody, statusAt } from './instance.ts';
import { matchingOperations, operationBody } from './operation.ts';
import type { ListItem, OpenList, Store } from './store.ts';

/** `GET .../aggregated/instances`: all zones, page by page, a zone without anything with a warning instead. */
export function listInstances(store: Store, query: URLSearchParams): Answer {
  return answerPage(store, query, 'instances', () => shownInstances(store, query.get('filter') ?? ''));
}

/** `GET .../aggregated/operations`. */
export function listOperations(store: Store, query: URLSearchParams): Answer {
  return answerPage(store, query, 'operations', () =>
    matchingOperations(store, query.get('filter') ?? '').flatMap((record) =>
      record.zone === null ? [] : [{ zone: record.zone, body: operationBody(store, record) }],
    ),
  );
}

/** What a list shows is somewhat older than what a look at one instance shows. */
function shownInstances(store: Store, filter: string): readonly ListItem[] {
  const atMs = store.clock.now() - store.options.listLagMs;
  const [, key, value] = /labels\.([\w-]+)\s*=\s*"?([\w-]*)"?/.exec(filter) ?? [];
  return [...store.instances.values()].flatMap((record) => {
    const status = statusAt(record, atMs, store.options);
    if (status === null || (key !== undefined && record.order.labels[key] !== value)) return [];
    return [{ zone: record.order.zone, body: instanceBody(store, record, status) }];
  });
}

/** A page of a list over all zones, which says of a zone without anything on it that there is nothing. */
export function answerPage(
  store: Store,
  query: URLSearchParams,
  kind: 'instances' | 'operations' | 'disks',
  read: () => readonly ListItem[],
): Answer {
  const size = kind === 'operations' ? 500 : store.options.pageSize;
  const paged = takePage(store, query, size, read);
  if ('answer' in paged) return paged.answer;
  const { page, next } = paged;
  return success({ kind: `compute#${kind}AggregatedList`, items: byZone(store, page, kind), ...next });
}

/** A page of a list of what is in no zone. */
export function answerGlobalPage(store: Store, query: URLSearchParams, read: () => readonly object[]): Answer {
  const paged = takePage(store, query, store.options.pageSize, () => read().map((body) => ({ zone: '', body })));
  if ('answer' in paged) return paged.answer;
  const { page, next } = paged;
  // Where there is nothing, the service leaves the list out.
  return success({ ...(page.length > 0 && { items: page.map(({ body }) => body) }), ...next });
}

type Paged =
  | { readonly page: readonly ListItem[]; readonly next: { readonly nextPageToken?: string } }
  | { readonly answer: Answer };

function takePage(store: Store, query: URLSearchParams, size: number, read: () => readonly ListItem[]): Paged {
  const token = query.get('pageToken');
  const open: OpenList | undefined = token === null ? { items: read(), offset: 0 } : store.pages.get(token);
  if (!open) return { answer: refusal(400, 'invalid', `Invalid value for field 'pageToken': '${token}'.`) };
  const end = open.offset + size;
  const page = open.items.slice(open.offset, end);
  if (end >= open.items.length) return { page, next: {} };
  const nextPageToken = store.random.hex(16);
  store.pages.set(nextPageToken, { items: open.items, offset: end });
  return { page, next: { nextPageToken } };
}

function byZone(store: Store, page: readonly ListItem[], kind: string): object {
  const scopes = store.zones.map((zone) => {
    const own = page.filter((item) => item.zone === zone).map(({ body }) => body);
    const message = `There are no results for scope 'zones/${zone}' on this page.`;
    const warning = { code: 'NO_RESULTS_ON_PAGE', message, data: [{ key: 'scope', value: `zones/${zone}` }] };
    return [`zones/${zone}`, own.length > 0 ? { [kind]: own } : { warning }] as const;
  });
  return Object.fromEntries(scopes);
}
