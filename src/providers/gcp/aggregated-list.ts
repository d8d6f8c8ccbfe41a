import { allPages, type Page } from '../../provider/all-pages.ts';
import { isPresent, list, record } from '../../provider/body-fields.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { circleError } from './circle-error.ts';

type Body = Readonly<Record<string, unknown>>;

/** Everything of a kind in every zone, or an error: a zone that could not be reached is not one without anything. */
export function listEverywhere<T>(
  send: JsonClient,
  kind: 'instances' | 'operations',
  read: (item: unknown) => T,
  filter?: string,
): Promise<readonly T[]> {
  const query = `maxResults=500&returnPartialSuccess=false${filter === undefined ? '' : `&filter=${encodeURIComponent(filter)}`}`;
  return allPages((token) => {
    const page = token === null ? '' : `&pageToken=${encodeURIComponent(token)}`;
    return send({
      method: 'GET',
      path: `/aggregated/${kind}?${query}${page}`,
      read: (body) => readPage(body, kind, read),
    });
  }, circleError);
}

function readPage<T>(body: Body, kind: string, read: (item: unknown) => T): Page<T> {
  const { items, nextPageToken, unreachables, warning } = body;
  const scopes = Object.values(record(items, 'items')).map((scope) => record(scope, 'a scope'));
  if (Array.isArray(unreachables) && unreachables.length > 0) throw new Error('a zone could not be reached');
  for (const scope of [{ warning }, ...scopes]) mustBeWhole(scope);
  return {
    items: scopes.flatMap((scope) => (isPresent(scope[kind]) ? list(scope[kind], kind) : []).map(read)),
    token: typeof nextPageToken === 'string' && nextPageToken !== '' ? nextPageToken : null,
  };
}

function mustBeWhole({ warning }: Body): void {
  if (!isPresent(warning)) return;
  const { code } = record(warning, 'a warning');
  if (code !== 'NO_RESULTS_ON_PAGE') throw new Error(`the list is not whole: ${code}`);
}
