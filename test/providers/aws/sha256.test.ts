import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Sha256 } from '../../../src/providers/aws/sha256.ts';

const bytes = fc.uint8Array({ maxLength: 200 });

function hexOf(hasher: Sha256, parts: readonly Uint8Array[]): Promise<string> {
  for (const part of parts) hasher.update(part);
  return hasher.digest().then((digest) => Buffer.from(digest).toString('hex'));
}

test('it is the SHA-256 of Node', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 3 }), async (parts) => {
      expect(await hexOf(new Sha256(), parts)).toBe(createHash('sha256').update(Buffer.concat(parts)).digest('hex'));
    }),
  );
});

test('with a secret it is the HMAC of Node, also where the secret is longer than a block', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, fc.string()), fc.array(bytes, { maxLength: 3 }), async (secret, parts) => {
      const expected = createHmac('sha256', secret).update(Buffer.concat(parts)).digest('hex');
      expect(await hexOf(new Sha256(secret), parts)).toBe(expected);
    }),
  );
});

test('a secret is read where it lies in its buffer', async () => {
  const secret = new Uint8Array([1, 2, 3, 4, 5]);
  const expected = createHmac('sha256', secret.slice(1, 4)).digest('hex');
  expect(await hexOf(new Sha256(secret.subarray(1, 4)), [])).toBe(expected);
  expect(await hexOf(new Sha256(secret.slice(1, 4).buffer), [])).toBe(expected);
});

test('it begins anew when it is told to', async () => {
  const hasher = new Sha256();
  hasher.update(new Uint8Array([1]));
  hasher.reset();
  expect(await hexOf(hasher, [])).toBe(createHash('sha256').digest('hex'));
});
