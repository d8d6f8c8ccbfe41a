import { describe, expect, test } from 'vitest';
import {
  isProviderError,
  ProviderError,
  type ProviderErrorCode,
  providerErrorCodes,
} from '../../src/provider/provider-error.ts';

const rows: readonly (readonly [ProviderErrorCode, category: string, retryable: boolean])[] = [
  ['CAPACITY_ERROR', 'capacity', true],
  ['AUTH_ERROR', 'auth', false],
  ['RATE_LIMIT_ERROR', 'rate_limit', true],
  ['SPOT_INTERRUPTED', 'capacity', true],
  ['QUOTA_EXCEEDED', 'capacity', false],
  ['INVALID_SPEC', 'validation', false],
  ['NOT_FOUND', 'not_found', false],
  ['PROVIDER_UNAVAILABLE', 'unavailable', true],
  ['UNCLASSIFIED', 'unclassified', false],
];

test.each(rows)('%s has the category %s and retryable %s', (code, category, retryable) => {
  expect(new ProviderError(code, 'text', { provider: 'mine' })).toMatchObject({ code, category, retryable });
});

test('there is no code beyond the table', () => {
  expect(Object.keys(providerErrorCodes)).toEqual(rows.map(([code]) => code));
});

test('an error keeps its cause, its provider and what it was told', () => {
  const cause = { status: 429 };
  const error = new ProviderError('RATE_LIMIT_ERROR', 'slow down', {
    provider: 'mine',
    cause,
    retryAfterMs: 0,
    ambiguous: false,
  });
  expect(error).toMatchObject({ name: 'ProviderError', message: 'slow down', provider: 'mine', retryAfterMs: 0 });
  expect(error.ambiguous).toBe(false);
  expect(error.cause).toBe(cause);
});

test('what was not told is absent, so that it reads and serialises as nothing', () => {
  const error = new ProviderError('NOT_FOUND', 'gone', { provider: 'mine' });
  expect(Object.keys(error)).not.toContain('retryAfterMs');
  expect(Object.keys(error)).not.toContain('ambiguous');
  expect(Object.hasOwn(error, 'cause')).toBe(false);
});

describe('isProviderError', () => {
  test('knows an error of this copy of the module', () => {
    expect(isProviderError(new ProviderError('NOT_FOUND', 'gone', { provider: 'mine' }))).toBe(true);
  });

  test('knows an error of another copy of the module, in both directions', async () => {
    const path = '../../src/provider/provider-error.ts?another-copy';
    const other = (await import(/* @vite-ignore */ path)) as typeof import('../../src/provider/provider-error.ts');
    expect(other.ProviderError).not.toBe(ProviderError);
    const foreign = new other.ProviderError('NOT_FOUND', 'gone', { provider: 'mine' });
    expect(foreign instanceof ProviderError).toBe(false);
    expect(isProviderError(foreign)).toBe(true);
    expect(other.isProviderError(new ProviderError('NOT_FOUND', 'gone', { provider: 'mine' }))).toBe(true);
  });

  test('does not throw for a proxy that throws at every touch', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(isProviderError(proxy)).toBe(false);
  });

  test.each([
    [undefined],
    [null],
    ['ProviderError'],
    [new Error('plain')],
    [{ name: 'ProviderError', code: 'NOT_FOUND' }],
    [() => true],
  ])('does not take %s for one', (value) => {
    expect(isProviderError(value)).toBe(false);
  });
});
