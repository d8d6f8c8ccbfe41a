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

test('a permission that is missing is told in the words of the service', async () => {
  const { hooks } = createGcp(contextUnderTest(() => Response.json(denied, { status: 403 })));
  await expect(hooks.onStartup()).rejects.toMatchObject({ message: expect.stringContaining('Required permission') });
});

test('with a good token nothing is said', async () => {
  const { hooks } = createGcp(contextUnderTest(() => Response.json(regions)));
  await expect(hooks.onStartup()).resolves.toBeUndefined();
});
