import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NativeRequest, NativeResponse } from './wire/native-service.ts';

/** A simulated service that answers on a port of this computer. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

/** `lost`: it may have been done, and nobody is told. */
export type ServedAnswer = NativeResponse | 'lost';

const bodyMaxBytes = 1_048_576 + 65_536;

/**
 * Serves on the loopback only: nobody else is to find it. Port 0 is any that is free.
 *
 * @example
 * const { url, close } = await serveOnLoopback((request) => service.handle(request));
 */
export async function serveOnLoopback(
  answer: (request: NativeRequest) => Promise<ServedAnswer>,
  port = 0,
): Promise<Served> {
  const server = createServer((request, response) => {
    void respond(answer, request, (given) => {
      if (given === 'lost') response.socket?.destroy();
      else response.writeHead(given.status, given.headers).end(given.body);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  answer: (request: NativeRequest) => Promise<ServedAnswer>,
  request: IncomingMessage,
  give: (answer: ServedAnswer) => void,
): Promise<void> {
  try {
    give(await answer(await toNativeRequest(request)));
  } catch {
    // Whoever asked has gone, or what was asked cannot be read: no reason for the service to end.
    give('lost');
  }
}

async function toNativeRequest(request: IncomingMessage): Promise<NativeRequest> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    length += (chunk as Buffer).length;
    if (length > bodyMaxBytes) throw new RangeError('a body this long is nobody’s');
    chunks.push(chunk as Buffer);
  }
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: request.method ?? 'GET',
    host: request.headers.host ?? '',
    path: url.pathname,
    query: url.search.slice(1),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
