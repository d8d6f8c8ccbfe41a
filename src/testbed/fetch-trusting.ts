import type { IncomingMessage } from 'node:http';
import { Agent, request as open } from 'node:https';
import { text } from 'node:stream/consumers';
import type { Fetch } from '../provider/context.ts';

/**
 * A fetch that trusts one authority of its own, such as the certificate of a server that was started for a run: Node's takes
 * others from its environment alone, for the whole process. Sends text, and follows no redirect.
 *
 * @example
 * const { status } = await fetchTrusting(readFileSync('ca.crt', 'utf8'))('https://127.0.0.1:6443/readyz');
 */
export function fetchTrusting(ca: string): Fetch {
  const agent = new Agent({ ca, keepAlive: true });
  return async (input, init = {}) => {
    if (input instanceof Request) throw new TypeError('fetchTrusting takes an address, not a request');
    const { method = 'GET', body, signal } = init;
    const content = typeof body === 'string' ? body : '';
    // Node frames the body of a DELETE by itself only where it is told its length.
    const length = content === '' ? {} : { 'content-length': String(Buffer.byteLength(content)) };
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...length };
    const options = { method, headers, agent, ...(signal && { signal }) };
    const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = open(input, options, resolve);
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
