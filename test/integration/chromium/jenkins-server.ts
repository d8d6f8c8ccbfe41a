import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

// https://www.jenkins.io/doc/book/security/configuring-content-security-policy/
const policy = "sandbox allow-same-origin; default-src 'none'; img-src 'self'; style-src 'self';";
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** A folder as Jenkins serves what a build left: no scripts, no inline styles. */
export async function serveAsJenkins(folder: string): Promise<{ readonly base: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    void readFile(join(folder, path)).then(
      (content) => {
        response.setHeader('content-security-policy', policy);
        response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { base: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}
