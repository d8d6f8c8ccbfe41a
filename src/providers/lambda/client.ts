import { allPages, type Page } from '../../provider/all-pages.ts';
import type { ProviderContext } from '../../provider/context.ts';
import { createJsonClient, type JsonClient } from '../../provider/json-client.ts';
import { ProviderError } from '../../provider/provider-error.ts';
import { createTurns } from '../../provider/turns.ts';
import { meaningOf, readFailure } from './errors.ts';
import { providerName, type Settings } from './settings.ts';

/** Speaks the service's HTTP, no faster than it allows. */
export interface Client {
  readonly send: JsonClient;
  /** Every item of every page of a list, or an error. `onSent` is called when the first request goes out. */
  list<T>(path: string, read: (item: unknown) => T, onSent?: () => void): Promise<readonly T[]>;
}

/** The service takes one request a second and one launch in 12, of an account; a little more keeps clear of it. */
const requestApartMs = 1_050;
const launchApartMs = 13_000;
/** A launch may take more than half a minute to answer. */
const launchDeadlineMs = 120_000;
const deadlineMs = 30_000;

export function createClient(context: ProviderContext, { url, apiKey }: Settings): Client {
  const takeTurn = createTurns(context.clock, requestApartMs, context.signal);
  const takeLaunchTurn = createTurns(context.clock, launchApartMs, context.signal, takeTurn);
  const send = createJsonClient(context, {
    provider: providerName,
    displayName: 'Lambda',
    url: `${url}/api/v1`,
    // Whoever does not say who he is gets a page that is no answer of the service.
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-type': 'application/json',
      'user-agent': 'assay-lambda/1',
    },
    secret: () => apiKey,
    deadlineMs: (kind) => (kind === 'create' ? launchDeadlineMs : deadlineMs),
    takeTurn: (kind) => (kind === 'create' ? takeLaunchTurn() : takeTurn()),
    readFailure,
    meaningOf,
  });
  return {
    send,
    list: (path, read, onSent) =>
      allPages((token) => {
        const query = token === null ? '' : `?page_token=${encodeURIComponent(token)}`;
        const isFirst = token === null;
        return send({
          method: 'GET',
          path: path + query,
          read: (body) => readPage(body, read),
          onSent: isFirst ? onSent : undefined,
        });
      }, circleError),
  };
}

function readPage<T>(body: Readonly<Record<string, unknown>>, read: (item: unknown) => T): Page<T> {
  const { data, page_token: token } = body;
  if (!Array.isArray(data)) throw new Error('a list is no list');
  return { items: data.map(read), token: typeof token === 'string' && token !== '' ? token : null };
}

function circleError(): ProviderError {
  const cause = new Error('a page names itself as the next');
  return new ProviderError('PROVIDER_UNAVAILABLE', 'the list goes round in a circle', {
    provider: providerName,
    cause,
  });
}
