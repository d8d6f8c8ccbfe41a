import type { ClientRequest, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Fetch } from '../provider/context.ts';

/** What a request is opened with; the connection is for the opener to choose. */
export interface NodeRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Opens a request over a connection that the web's fetch has no word for. */
export type OpenRequest = (url: URL, request: NodeRequest) => ClientRequest;

/** The web's fetch over connections of Node. Sends text, and follows no redirect. */
export function nodeFetch(open: OpenRequest): Fetch {
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('it takes an address, not a request');
    const { method = 'GET', body, signal } = init;
    const content = typeof body === 'string' ? body : '';
    // Node frames the body of a DELETE by itself only where it is told its length.
    const length: Readonly<Record<string, string>> =
      content === '' ? {} : { 'content-length': String(Buffer.byteLength(content)) };
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...length };
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = open(new URL(input), { method, headers, ...(signal && { signal }) });
      request.once('response', resolve);
      request.once('error', (cause) => reject(signal?.aborted ? signal.reason : failed(cause)));
      request.end(content);
    });
    return responseOf(incoming);
  };
}

async function responseOf(incoming: IncomingMessage): Promise<Response> {
  const status = incoming.statusCode ?? 0;
  const body = await text(incoming).catch((cause: unknown) => {
    throw failed(cause);
  });
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response(hasNoBody.has(status) ? null : body, { status, headers });
}

const hasNoBody: ReadonlySet<number> = new Set([204, 205, 304]);

/** As Node's own says it. */
function failed(cause: unknown): TypeError {
  return new TypeError('fetch failed', { cause });
}
