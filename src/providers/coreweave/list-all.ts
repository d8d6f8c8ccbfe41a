import { allPages } from '../../provider/all-pages.ts';
import { isPresent, list, record, textOr } from '../../provider/body-fields.ts';
import type { JsonClient } from '../../provider/json-client.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import { isRefusedAs } from './native-errors.ts';
import { oursSelector } from './notes.ts';
import { providerName } from './settings.ts';

const pageSize = 500;

/**
 * Everything of ours in a collection, from all pages. A token that became too old means to begin again, and this time to ask
 * for everything at once: whoever is too slow for the pages of a server may be so every time.
 */
export async function listAll<T>(
  send: JsonClient,
  collection: string,
  read: (body: unknown) => T | null,
): Promise<readonly T[]> {
  const pagesOf = (limit: number | null) => allPages((token) => askPage(send, collection, limit, token), circleError);
  const items = await pagesOf(pageSize).catch((thrown: unknown) => {
    if (isRefusedAs(thrown, 'Expired')) return pagesOf(null);
    throw thrown;
  });
  return items.map(read).filter((item) => item !== null);
}

/** A page may be short, and even empty, with more to come. */
function askPage(send: JsonClient, collection: string, limit: number | null, token: string | null) {
  const query = new URLSearchParams({ labelSelector: oursSelector });
  if (limit !== null) query.set('limit', String(limit));
  if (token !== null) query.set('continue', token);
  return send({
    method: 'GET',
    path: `/${collection}?${query}`,
    read: (body) => {
      const metadata = record(body.metadata, 'metadata');
      const next = textOr(metadata.continue, '');
      return { items: isPresent(body.items) ? list(body.items, 'items') : [], token: next === '' ? null : next };
    },
  });
}

function circleError(): ProviderError {
  const message = 'the pages of a list go round in a circle';
  return new ProviderError('PROVIDER_UNAVAILABLE', message, { provider: providerName });
}
