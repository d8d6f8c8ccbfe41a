import { expect, test } from 'vitest';
import { createGcp } from '../../../src/providers/gcp/gcp.ts';
import { contextUnderTest, regions, token } from './context-under-test.ts';

const expired = { error: { code: 401, message: 'Invalid Credentials', errors: [{ reason: 'authError' }] } };
const denied = { error: { code: 403, message: 'Required permission', errors: [{ reason: 'forbidden' }] } };

test('a token that has expired is told as what it is before anything is made, and is not shown', async () => {
  const { hooks } = createGcp(contextUnderTest(() => Response.json(expired, { status: 401 })));
  const failure = await hooks.onStartup().catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({
    code: 'AUTH_ERROR',
    message: expect.stringMatching(/GOOGLE_OAUTH_ACCESS_TOKEN: it has expired .* gcloud auth print-access-token/),
  });
  expect(String(failure)).not.toContain(token);
});

test('of a token that the machine itself gave, and that is refused, it is told where it came from', async () => {
  const context = contextUnderTest(
    ({ path }) =>
      path.startsWith('/computeMetadata')
        ? Response.json({ access_token: 'ya29.refused', expires_in: 3_600 })
        : Response.json(expired, { status: 401 }),
    {},
  );
  const failure = await createGcp(context)
    .hooks.onStartup()
    .catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({
    code: 'AUTH_ERROR',
    message: expect.stringContaining('the token that http://metadata.google.internal gave'),
  });
  expect(String(failure)).not.toContain('ya29');
});

test('a permission that is missing is told in the words of the service', async () => {
  const { hooks } = createGcp(contextUnderTest(() => Response.json(denied, { status: 403 })));
  await expect(hooks.onStartup()).rejects.toMatchObject({ message: expect.stringContaining('Required permission') });
});

test('with a good token nothing is said', async () => {
  const { hooks } = createGcp(contextUnderTest(() => Response.json(regions)));
  await expect(hooks.onStartup()).resolves.toBeUndefined();
});

test('without any token it is told at start, too', async () => {
  const { hooks } = createGcp(contextUnderTest(() => new Response('no', { status: 404 }), {}));
  await expect(hooks.onStartup()).rejects.toMatchObject({
    code: 'AUTH_ERROR',
    message: expect.stringContaining('there is no access token'),
  });
});

test('also whoever does not ask at start makes nothing with a token that has expired', async () => {
  const asked: string[] = [];
  const context = contextUnderTest(({ method }) => {
    asked.push(method);
    return Response.json(expired, { status: 401 });
  });
  const { provider } = createGcp(context);
  await expect(provider.spawn({ spec: { cpus: 1, memoryMiB: 1_024 } })).rejects.toMatchObject({ code: 'AUTH_ERROR' });
  await expect(provider.createVolume({ sizeGiB: 10 })).rejects.toMatchObject({ code: 'AUTH_ERROR' });
  expect(asked).toEqual(['GET', 'GET']);
});
