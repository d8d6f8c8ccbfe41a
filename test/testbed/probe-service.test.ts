import { expect, test } from 'vitest';
import { probeService, type ServiceProbe } from '../../src/testbed/probe-service.ts';
import { createVirtualClock } from '../../src/testbed/virtual-clock.ts';

const service: ServiceProbe = {
  displayName: 'Acme',
  url: 'https://acme.test',
  path: '/v1/ping',
  keyVariable: 'ACME_KEY',
  headers: (key) => ({ authorization: `Bearer ${key}` }),
};

async function probeWith(
  key: string | undefined,
  answer: () => Response | Promise<Response> = () => Response.json({}),
  given: Partial<ServiceProbe> = {},
): Promise<{ readonly said: string | null; readonly asked: number }> {
  let asked = 0;
  const context = {
    clock: createVirtualClock(Date.UTC(2026, 0, 1)),
    signal: new AbortController().signal,
    env: { ACME_KEY: key },
    fetch: async () => {
      asked += 1;
      return answer();
    },
  };
  return { said: await probeService({ ...service, ...given }, context), asked };
}

test('a service that answers with the key can be used', async () => {
  expect(await probeWith('k-1')).toEqual({ said: null, asked: 1 });
});

test.each([
  ['no key', undefined, 'ACME_KEY is not set'],
  ['an empty key', '', 'ACME_KEY is not set'],
  ['a key with a newline at its end', 'k-1\n', 'begins or ends with a blank or a newline'],
  ['a key with a blank before it', ' k-1', 'begins or ends with a blank or a newline'],
  ['a key that no header can hold', 'k‑1', 'holds characters that no key has'],
])('%s is told of, and nothing is asked', async (_what, key, text) => {
  const { said, asked } = await probeWith(key);
  expect(said).toContain(text);
  expect(asked).toBe(0);
});

test('what is no URL is told of', async () => {
  expect((await probeWith('k-1', undefined, { url: 'acme.test' })).said).toContain('is no URL of Acme');
});

test('a service that cannot be reached is told of, with the reason and without the key', async () => {
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const { said } = await probeWith('k-1', () => Promise.reject(new TypeError('fetch failed', { cause })));
  expect(said).toBe(
    'Acme cannot be reached at https://acme.test (connect ECONNREFUSED): check the URL and the network',
  );
});

test.each(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED'])(
  'a certificate refused with %s is a matter of the clock',
  async (code) => {
    const cause = Object.assign(new Error('certificate'), { code });
    const { said } = await probeWith('k-1', () => Promise.reject(new TypeError('fetch failed', { cause })));
    expect(said).toBe(
      'the certificate of Acme is not valid at 2026-01-01T00:00:00.000Z, the time of this computer: set its clock',
    );
  },
);

test('one that never answers is given up', async () => {
  expect((await probeWith('k-1', () => new Promise(() => {}))).said).toContain('no answer within 15000 ms');
});

test.each([
  ['2026-01-01T00:04:00Z', null],
  ['2026-01-01T00:06:00Z', 'the clock of this computer is 6 minutes behind'],
  ['2025-12-31T23:00:00Z', 'the clock of this computer is 60 minutes ahead'],
])('where it is midnight here and the service says %s, it is %s', async (date, text) => {
  const answer = () => Response.json({}, { headers: { date: new Date(date).toUTCString() } });
  const { said } = await probeWith('k-1', answer);
  if (text === null) expect(said).toBeNull();
  else expect(said).toContain(text);
});

test('a clock that is off is told of before the key, which it may be the reason for', async () => {
  const headers = { date: new Date(0).toUTCString() };
  expect((await probeWith('k-1', () => Response.json({}, { status: 401, headers }))).said).toContain('the clock');
});

test.each([
  [401, '{}', 'refuses the key in ACME_KEY (401)'],
  [403, '{"error":{}}', 'refuses the key in ACME_KEY (403)'],
  [403, 'error code: 1010', 'something in front of Acme'],
  [429, 'slow', 'asks too often'],
  [404, '<html>', 'answers 404'],
  [503, '{}', 'answers 503'],
])('an answer of %i %s is told of', async (status, body, text) => {
  const { said } = await probeWith('k-1', () => new Response(body, { status }));
  expect(said).toContain(text);
  expect(said).not.toContain('k-1');
});
