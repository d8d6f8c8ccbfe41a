import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { errorWithout, hideSecret } from '../../src/provider/hide-secret.ts';

const secret = 'sk-123';

test('a secret is hidden wherever it stands in a text, and an empty one hides nothing', () => {
  expect(hideSecret('a sk-123 b sk-123', secret)).toBe('a [redacted] b [redacted]');
  expect(hideSecret('abc', '')).toBe('abc');
});

test('an error without the secret stays the same object', () => {
  const error = new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
  expect(errorWithout(error, secret)).toBe(error);
});

test.each([
  ['its message', new Error(`bad header ${secret}`)],
  ['what caused it', new TypeError('fetch failed', { cause: new Error(`invalid value "${secret}"`) })],
  ['what caused that', new Error('a', { cause: new Error('b', { cause: `token ${secret}` }) })],
  ['a field of its cause', new Error('a', { cause: Object.assign(new Error('b'), { header: secret }) })],
  ['a cause that is no error', new Error('a', { cause: { header: `Bearer ${secret}` } })],
  ['a text that was thrown', `no: ${secret}`],
])('a secret in %s is hidden', (_, thrown) => {
  expect(inspect(errorWithout(thrown, secret), { depth: 9 })).not.toContain(secret);
});

test('a code that says what happened stays where it was', () => {
  const cause = Object.assign(new Error(`to ${secret}`), { code: 'ECONNREFUSED' });
  expect(errorWithout(new TypeError('fetch failed', { cause }), secret)).toMatchObject({
    message: 'fetch failed',
    cause: { message: 'to [redacted]', code: 'ECONNREFUSED' },
  });
});

test('causes that go round in a circle come to an end', () => {
  const error = new Error(`a ${secret}`);
  error.cause = error;
  expect(errorWithout(error, secret).message).toBe('a [redacted]');
});
