import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NativeRequest } from '../../testbed/wire/native-service.ts';
import { createServedCloud, type ServedCloud, type ServedCloudOptions } from './served-cloud.ts';

/** A cloud that answers on a port of this computer. */
export interface Served {
  readonly url: string;
  close(): Promise<void>;
}

const bodyMaxBytes = 1_048_576;

/** Serves a cloud on the loopback only: nobody else is to find it. Port 0 is any that is free. */
export async function serveCloud(options: ServedCloudOptions, port = 0): Promise<Served> {
  const cloud = await createServedCloud(options);
  const server = createServer((request, response) => {
    void respond(cloud, request, (answer) => {
      if (answer === 'lost') response.socket?.destroy();
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await listen(server, port);
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

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function respond(
  cloud: ServedCloud,
  request: IncomingMessage,
  give: (answer: Awaited<ReturnType<ServedCloud['answer']>>) => void,
): Promise<void> {
  try {
    give(await cloud.answer(await toNativeRequest(request)));
  } catch {
    // Whoever asked has gone, or what was asked cannot be read: no reason for the cloud to end.
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
