import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { fetchTrusting } from '../../src/testbed/fetch-trusting.ts';
import { withOpenssl } from '../with-openssl.ts';

withOpenssl('a server is trusted that signs for itself, and its answers are those of the web', async () => {
  const { url, ca, close } = await serve();
  try {
    const fetch = fetchTrusting(ca);
    const response = await fetch(`${url}/a?b=c`, { method: 'POST', headers: { 'X-Own': 'e' }, body: 'ünï' });
    expect(response.status).toBe(201);
    expect(response.headers.get('x-kind')).toBe('echo');
    expect(await response.json()).toEqual({ method: 'POST', path: '/a?b=c', own: 'e', body: 'ünï' });
  } finally {
    close();
  }
});

withOpenssl('the body of a DELETE does not become the beginning of the next request', async () => {
  const { url, ca, close } = await serve();
  try {
    const fetch = fetchTrusting(ca);
    for (const method of ['DELETE', 'GET', 'DELETE', 'GET']) {
      const body = method === 'DELETE' ? '{"kind":"DeleteOptions"}' : '';
      const response = await fetch(url, { method, ...(body !== '' && { body }) });
      expect(await response.json()).toMatchObject({ method, body });
    }
  } finally {
    close();
  }
});

withOpenssl('nobody else is trusted, and a call that is given up says why', async () => {
  const { url, close } = await serve();
  const { ca: another, close: closeOther } = await serve();
  try {
    const failure = await fetchTrusting(another)(url).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ message: 'fetch failed', cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(fetchTrusting(another)(url, { signal })).rejects.toThrow('enough');
  } finally {
    close();
    closeOther();
  }
});

async function serve() {
  const folder = mkdtempSync(join(tmpdir(), 'assay-trust-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1'];
  execFileSync('openssl', ['req', ...made, ...subject, '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const ca = readFileSync(cert, 'utf8');
  const server = createServer({ key: readFileSync(key), cert: ca }, async (request, response) => {
    const { method, url: path, headers } = request;
    response.writeHead(201, { 'x-kind': 'echo' });
    response.end(JSON.stringify({ method, path, own: headers['x-own'], body: await text(request) }));
  });
  rmSync(folder, { recursive: true });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, ca, close };
}
