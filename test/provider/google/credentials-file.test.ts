import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProviderContext } from '../../../src/provider/context.ts';
import { readTokenSettings } from '../../../src/provider/google/token-settings.ts';
import { createTokenSource } from '../../../src/provider/google/token-source.ts';
import { refuseAs } from '../../../src/provider/refuse.ts';
import { createRealClock } from '../../../src/testbed/real-clock.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';
import { createWorldContext } from '../../../src/testbed/world-context.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'assay-google-'));
});
afterEach(() => {
  vi.doUnmock('google-auth-library');
  vi.resetModules();
  rmSync(home, { recursive: true });
});

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const robot = {
  type: 'service_account',
  project_id: 'my-project',
  private_key_id: 'k1',
  private_key: privateKey,
  client_email: 'robot@my-project.iam.gserviceaccount.com',
};
const person = {
  type: 'authorized_user',
  client_id: 'c',
  client_secret: 'secret-of-gcloud',
  refresh_token: '1//refresh',
};
const iam = 'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/other@p.iam.gserviceaccount.com';

/** What each endpoint of Google's says, by its host and path. Anything else is not there. */
const endpoints: Readonly<Record<string, (asked: number) => object>> = {
  'oauth2.googleapis.com/token': (asked) => ({
    access_token: `oauth-${asked}`,
    expires_in: 3_600,
    token_type: 'Bearer',
  }),
  'sts.googleapis.com/v1/token': () => ({
    access_token: 'federated',
    expires_in: 3_600,
    token_type: 'Bearer',
    issued_token_type: 'urn:ietf:params:oauth:token-type:access_token',
  }),
  [`${iam.slice(8)}:generateAccessToken`]: () => ({
    accessToken: 'impersonated',
    expireTime: new Date(Date.now() + 3_600_000).toISOString(),
  }),
  'metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token': () => ({
    access_token: 'of-the-machine',
    expires_in: 3_600,
  }),
};

/** A source of tokens whose endpoints are answered here: nothing reaches a network. */
function sourceOf(env: Readonly<Record<string, string>>, answers = endpoints) {
  const asked: string[] = [];
  const bodies: string[] = [];
  const fetch: ProviderContext['fetch'] = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    asked.push(url.host + url.pathname);
    bodies.push(String(init?.body ?? ''));
    const answer = answers[url.host + url.pathname];
    if (!answer) return new Response('no', { status: 404 });
    const body = answer(asked.length);
    return Response.json(body, { status: 'error' in body ? 400 : 200 });
  };
  const signal = new AbortController().signal;
  const context = createWorldContext({ clock: createRealClock(), random: createRandom(1), signal, env, fetch });
  return { source: createTokenSource(context, readTokenSettings(env, refuseAs('gcp')), 'gcp'), asked, bodies };
}

function write(content: unknown, name = 'key.json'): string {
  const path = join(home, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

test.each([
  ['the key of a service account', () => robot, 'oauth-1', ['oauth2.googleapis.com/token']],
  ['the login of a person', () => person, 'oauth-1', ['oauth2.googleapis.com/token']],
  [
    'an identity of another cloud',
    () => ({
      type: 'external_account',
      audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
      subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
      token_url: 'https://sts.googleapis.com/v1/token',
      credential_source: { file: write('subject', 'subject-token') },
    }),
    'federated',
    ['sts.googleapis.com/v1/token'],
  ],
  [
    'somebody else’s place',
    () => ({
      type: 'impersonated_service_account',
      service_account_impersonation_url: `${iam}:generateAccessToken`,
      source_credentials: person,
    }),
    'impersonated',
    ['oauth2.googleapis.com/token', `${iam.slice(8)}:generateAccessToken`],
  ],
])('a file that holds %s gives a token, over the fetch of the context alone', async (_what, content, token, asks) => {
  const path = write(content());
  const { source, asked } = sourceOf({ GOOGLE_APPLICATION_CREDENTIALS: path });
  expect(await source.take()).toBe(token);
  expect(await source.take()).toBe(token);
  expect(asked).toEqual(asks);
  expect(source.origin()).toBe(path);
});

test('the key of a service account stays here: only what it signed is sent', async () => {
  const { source, bodies } = sourceOf({ GOOGLE_APPLICATION_CREDENTIALS: write(robot) });
  await source.take();
  expect(bodies.join()).toContain('assertion=');
  expect(bodies.join()).not.toContain('PRIVATE');
});

test('a token that was refused is replaced by another, not by the one that the library keeps', async () => {
  const { source } = sourceOf({ GOOGLE_APPLICATION_CREDENTIALS: write(person) });
  const first = await source.take();
  expect(source.drop(first)).toBe(true);
  expect([first, await source.take()]).toEqual(['oauth-1', 'oauth-2']);
});

test('a given token comes first, then a named file, then the one that gcloud leaves, then the machine', async () => {
  write(person, 'application_default_credentials.json');
  const named = { GOOGLE_APPLICATION_CREDENTIALS: write(robot) };
  const given = sourceOf({ GOOGLE_OAUTH_ACCESS_TOKEN: 'given', ...named, CLOUDSDK_CONFIG: home });
  expect([await given.source.take(), given.asked]).toEqual(['given', []]);
  const both = sourceOf({ ...named, CLOUDSDK_CONFIG: home });
  await both.source.take();
  expect(both.source.origin()).toBe(named.GOOGLE_APPLICATION_CREDENTIALS);
  const left = sourceOf({ CLOUDSDK_CONFIG: home });
  await left.source.take();
  expect(left.source.origin()).toBe(join(home, 'application_default_credentials.json'));
  // As the engine shuts it, and as it is on a machine where nobody has logged in.
  const nowhere: readonly Record<string, string>[] = [{ CLOUDSDK_CONFIG: '/dev/null' }, { HOME: join(home, 'no') }, {}];
  for (const env of nowhere) {
    expect(await sourceOf(env).source.take()).toBe('of-the-machine');
  }
});

test.each([
  [
    'is not there',
    () => join(home, 'absent.json'),
    'absent.json (GOOGLE_APPLICATION_CREDENTIALS) cannot be read (ENOENT',
  ],
  ['is no JSON', () => write(`{"private_key": "secret-of-the-key`), 'is no file of credentials'],
  ['is a list', () => write([]), 'is no file of credentials'],
  ['is of a kind that nobody knows', () => write({ type: 'service_account' }), 'give none ('],
])('a named file that %s is told with its path, and not its content', async (_what, path, said) => {
  const thrown = await failureOf({ GOOGLE_APPLICATION_CREDENTIALS: path() });
  expect(thrown).toMatchObject({ code: 'AUTH_ERROR', message: expect.stringContaining(said) });
  expect(thrown).toMatchObject({ message: expect.stringContaining(home) });
  expect(textOf(thrown)).not.toContain('secret-of-the-key');
});

test('what the service refuses is told in its words, without what was sent', async () => {
  const refused = { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' };
  const refusing = { 'oauth2.googleapis.com/token': () => refused };
  const thrown = await failureOf({ GOOGLE_APPLICATION_CREDENTIALS: write(person) }, refusing);
  expect(thrown).toMatchObject({
    code: 'AUTH_ERROR',
    message: expect.stringContaining('(invalid_grant: Token has been expired or revoked.)'),
  });
  expect(textOf(thrown)).not.toMatch(/secret-of-gcloud|1\/\/refresh/);
});

test('without the library it is said what to install, and only who has a file needs it', async () => {
  vi.doMock('google-auth-library', () => {
    throw new Error('it is not there');
  });
  const thrown = await failureOf({ GOOGLE_APPLICATION_CREDENTIALS: write(robot) });
  expect(thrown).toMatchObject({
    code: 'AUTH_ERROR',
    message: expect.stringMatching(
      /key\.json needs the package google-auth-library, .*: npm install google-auth-library, or/,
    ),
  });
  expect(await sourceOf({}).source.take()).toBe('of-the-machine');
});

async function failureOf(env: Readonly<Record<string, string>>, answers = endpoints): Promise<unknown> {
  return sourceOf(env, answers)
    .source.take()
    .then(
      (token) => token,
      (thrown: unknown) => thrown,
    );
}

/** An error and everything behind it. */
function textOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return `${thrown.message} ${JSON.stringify(thrown)} ${textOf(thrown.cause)}`;
}
