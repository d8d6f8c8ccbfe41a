import type { Fetch } from '../../provider/context.ts';
import type { NativeRequest, NativeResponse, NativeService } from './native-service.ts';

/** What is known of a service beside the service itself: how its calls are to be understood, and how it fails. */
export type ServiceWords = Omit<NativeService, 'handle'>;

/**
 * A service that is really there, as a wire sees one: calls go through to it, and the faults of the wire happen on the way.
 * Where it has many hosts, `url` says where each is.
 *
 * @example
 * const { fetch: faulty, faults } = createFetchWire(createLiveService('https://api.example', service, fetch), { clock, transcript });
 */
export function createLiveService(
  url: string | ((host: string) => string),
  words: ServiceWords,
  fetch: Fetch,
): NativeService {
  const urlOf = (host: string) => (typeof url === 'string' ? url : url(host));
  return { ...words, handle: (request) => send(fetch, urlOf(request.host), request) };
}

/** Set by whoever sends the copy, for the connection that it goes over. */
const ofTheConnection = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'accept-encoding']);

async function send(fetch: Fetch, url: string, request: NativeRequest): Promise<NativeResponse> {
  const { method, path, query, body } = request;
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !ofTheConnection.has(name)));
  const target = new URL(query === '' ? path : `${path}?${query}`, url);
  const response = await fetch(target.href, { method, headers, ...(body !== '' && { body }), redirect: 'manual' });
  return { status: response.status, headers: plainHeaders(response.headers), body: await response.text() };
}

/** Its text has been unpacked already. */
function plainHeaders(headers: Headers): Readonly<Record<string, string>> {
  const kept = [...headers].filter(
    ([name]) => !['content-encoding', 'content-length', 'transfer-encoding'].includes(name),
  );
  return Object.fromEntries(kept);
}
