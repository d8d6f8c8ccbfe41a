import { expect, test } from 'vitest';
import { createCoreweave } from '../../../src/providers/coreweave/coreweave.ts';
import { access, contextUnderTest, status, token } from './context-under-test.ts';

test('onStartup says that a namespace is not there, which has an empty list all the same', async () => {
  const context = contextUnderTest(({ path }) =>
    path === '' ? status(404, 'NotFound', 'namespaces "ml" not found') : Response.json({ metadata: {}, items: [] }),
  );
  await expect(createCoreweave(context).hooks.onStartup()).rejects.toMatchObject({
    code: 'INVALID_SPEC',
    message: 'the cluster has no namespace ml: COREWEAVE_NAMESPACE names it',
  });
});

test('onStartup is content with somebody who may have pods and not read namespaces', async () => {
  const context = contextUnderTest(
    ({ path }) => (path === '' ? status(403, 'Forbidden') : Response.json({ metadata: {}, items: [] })),
    access,
  );
  await expect(createCoreweave(context).hooks.onStartup()).resolves.toBeUndefined();
});

test('onStartup says that a token is not good', async () => {
  const context = contextUnderTest(() => status(401, 'Unauthorized'));
  await expect(createCoreweave(context).hooks.onStartup()).rejects.toMatchObject({
    code: 'AUTH_ERROR',
    message: 'https://cluster.test refuses the token: it is wrong or expired',
  });
});

test.each([
  ['ECONNREFUSED', 'PROVIDER_UNAVAILABLE', /^nothing answers at https:\/\/cluster\.test \(ECONNREFUSED\)$/],
  ['CERT_HAS_EXPIRED', 'PROVIDER_UNAVAILABLE', /\(CERT_HAS_EXPIRED\)$/],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'INVALID_SPEC', /signed by nobody known: NODE_EXTRA_CA_CERTS names a file/],
])('onStartup says where nothing answers, and why: %s', async (socketCode, code, message) => {
  const context = contextUnderTest(() => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error(token), { code: socketCode }) });
  });
  await expect(createCoreweave(context).hooks.onStartup()).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  });
});
