import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { motoEc2 } from '../../../src/clouds/moto/testbed.ts';
import { serveOnLoopback } from '../../../src/testbed/serve-on-loopback.ts';
import type { NativeResponse } from '../../../src/testbed/wire/native-service.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('without moto_server on PATH it says how to get one', async () => {
  vi.stubEnv('PATH', '/nowhere');
  expect(await motoEc2.probe({})).toBe(
    "moto_server is not on PATH: pip install 'moto[ec2,server]', or give --endpoint",
  );
});

test('a moto_server that ends at once is told by its last line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'assay-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'moto_server'), '#!/bin/sh\necho first >&2\necho "no module named flask" >&2\nexit 1\n');
  await chmod(join(folder, 'moto_server'), 0o755);
  vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
  expect(await motoEc2.probe({})).toBe('moto_server did not start: no module named flask');
});

test.each(['moto', 'http://', 'https://127.0.0.1:5000', 'http://192.0.2.1:5000', 'http://127.0.0.1.example:5000'])(
  '--endpoint %s is refused: it is no URL on the loopback',
  async (endpoint) => {
    expect(await motoEc2.probe({ endpoint })).toBe(
      `--endpoint "${endpoint}" is no URL on the loopback of this computer, such as http://127.0.0.1:5000`,
    );
  },
);

test('an endpoint where nobody answers is told with the reason', async () => {
  const { url, close } = await serveOnLoopback(async () => answer(''));
  await close();
  const missing = await motoEc2.probe({ endpoint: url });
  expect(missing).toMatch(
    /^no moto answers at http:\/\/127\.0\.0\.1:\d+ \(.*ECONNREFUSED.*\): start moto_server there/,
  );
});

test.each([
  ['a page', answer('<html></html>')],
  ['nothing', answer('')],
  ['a text of JSON', answer('"moto"')],
  ['a refusal', answer('{}', 404)],
])('an endpoint that answers %s is no moto', async (_, response) => {
  const { url, close } = await serveOnLoopback(async () => response);
  onTestFinished(close);
  expect(await motoEc2.probe({ endpoint: url })).toBe(`what answers at ${url} is no moto: start moto_server there`);
});

function answer(body: string, status = 200): NativeResponse {
  return { status, headers: {}, body };
}
