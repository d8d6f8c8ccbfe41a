import { type Answer, refusal, success } from './answer.ts';
import { instanceBody, statusAt } from './instance.ts';
import { matchingOperations, operationBody } from './operation.ts';
import { type ListItem, type OpenList, type Store, zonesOf } from './store.ts';

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

function answerPage(
  store: Store,
  query: URLSearchParams,
  kind: 'instances' | 'operations',
  read: () => readonly ListItem[],
): Answer {
  const token = query.get('pageToken');
  const open: OpenList | undefined = token === null ? { items: read(), offset: 0 } : store.pages.get(token);
  if (!open) return refusal(400, 'invalid', `Invalid value for field 'pageToken': '${token}'.`);
  const size = kind === 'instances' ? store.options.pageSize : 500;
  const end = open.offset + size;
  const page = open.items.slice(open.offset, end);
  const body = { kind: `compute#${kind}AggregatedList`, items: byZone(store, page, kind) };
  if (end >= open.items.length) return success(body);
  const next = store.random.hex(16);
  store.pages.set(next, { items: open.items, offset: end });
  return success({ ...body, nextPageToken: next });
}

function byZone(store: Store, page: readonly ListItem[], kind: string): object {
  const scopes = zonesOf(store).map((zone) => {
    const own = page.filter((item) => item.zone === zone).map(({ body }) => body);
    const message = `There are no results for scope 'zones/${zone}' on this page.`;
    const warning = { code: 'NO_RESULTS_ON_PAGE', message, data: [{ key: 'scope', value: `zones/${zone}` }] };
    return [`zones/${zone}`, own.length > 0 ? { [kind]: own } : { warning }] as const;
  });
  return Object.fromEntries(scopes);
}
