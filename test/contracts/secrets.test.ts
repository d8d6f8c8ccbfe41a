import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSecret } from '../../src/contracts/secrets.ts';

const secret = 'tok_9f+8e/7d=6c';

const holders: Readonly<Record<string, unknown>> = {
  'a message': new Error(`refused ${secret}`),
  'a cause': new Error('refused', { cause: new Error('native', { cause: { body: `{"token":"${secret}"}` } }) }),
  'a property name': { [secret]: 1 },
  'a hidden property': Object.defineProperty({}, 'raw', { value: secret, enumerable: false }),
  'a symbol property': { [Symbol('raw')]: secret },
  'a header': { headers: new Headers({ authorization: `Bearer ${secret}` }) },
  'a map': new Map([['token', secret]]),
  'an address': { url: new URLSearchParams({ token: secret }) },
  bytes: { body: Buffer.from(`token=${secret}`) },
  'an escaped address': `https://x/?token=${encodeURIComponent(secret)}`,
  hexadecimal: Buffer.from(secret).toString('hex'),
};

test.each(Object.entries(holders))('A secret in %s is found', (_place, value) => {
  expect(findSecret(value, [secret])).toBeTypeOf('string');
});

test('A secret is found in the base64 of any text around it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.constantFrom('base64', 'base64url'), (before, after, encoding) => {
      const text = Buffer.from(before + secret + after).toString(encoding as 'base64' | 'base64url');
      expect(findSecret({ text }, [secret])).toBe('text');
    }),
  );
});

test('The place is told, and never the secret', () => {
  const place = findSecret({ cause: { headers: [`Bearer ${secret}`] } }, [secret]);
  expect(place).toBe('cause.headers.0');
  expect(findSecret({ [secret]: 1 }, [secret])).not.toContain(secret);
});

test('A value that holds no secret is left alone, however odd it is', () => {
  const circular: Record<string, unknown> = { text: 'harmless' };
  circular.self = circular;
  const throwing = Object.defineProperty({}, 'raw', {
    get: () => {
      throw new Error('no');
    },
  });
  const odd: readonly unknown[] = [
    undefined,
    null,
    1n,
    Symbol('x'),
    circular,
    throwing,
    new Proxy({}, {}),
    new Date(0),
  ];
  for (const value of odd) expect(findSecret(value, [secret])).toBeUndefined();
  fc.assert(fc.property(fc.anything(), (value) => findSecret(value, [secret]) === undefined));
});

test('Without secrets nothing is one', () => {
  expect(findSecret('anything', [])).toBeUndefined();
  expect(findSecret('anything', [''])).toBeUndefined();
});
