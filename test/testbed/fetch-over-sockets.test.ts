import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { fetchOverSockets } from '../../src/testbed/fetch-over-sockets.ts';

const elsewhere = async () => new Response('elsewhere');

test('an address of a socket is asked there, and any other where it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-socket-'));
  const path = join(folder, 'own.socket');
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    response.end(JSON.stringify({ method, url, own: headers['x-own'], body: await text(request) }));
  });
  await once(server.listen(path), 'listening');
  try {
    const fetch = fetchOverSockets(elsewhere);
    const url = `http+unix://${encodeURIComponent(path)}/a/b?c=d`;
    const response = await fetch(url, { method: 'DELETE', headers: { 'X-Own': 'x' }, body: 'é' });
    expect(await response.json()).toEqual({ method: 'DELETE', url: '/a/b?c=d', own: 'x', body: 'é' });
    expect(await (await fetch('http://example.com/')).text()).toBe('elsewhere');
  } finally {
    server.close();
    await rm(folder, { recursive: true });
  }
});

test('a socket that is not there fails as a host does that is not there', async () => {
  const url = `http+unix://${encodeURIComponent('/nowhere/x.socket')}/a`;
  await expect(fetchOverSockets(elsewhere)(url)).rejects.toMatchObject({
    message: 'fetch failed',
    cause: { code: 'ENOENT' },
  });
});
