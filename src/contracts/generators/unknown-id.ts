import fc from 'fast-check';

/**
 * An id that no service ever gave out: random, of several shapes.
 *
 * @example
 * anyUnknownId().map((target) => [{ op: 'get', target } as const]);
 */
export function anyUnknownId(): fc.Arbitrary<string> {
  const hex = fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 12, maxLength: 17 })
    .map((characters) => characters.join(''));
  return fc.oneof(
    hex.map((text) => `unknown-${text}`),
    hex.map((text) => `i-${text}`),
    fc.uuid(),
  );
}

/** One of each shape. */
export const typicalUnknownIds = [
  'unknown-0c4f9b2e71d6',
  'i-0c4f9b2e71d6a8350',
  '5b0d7c1e-8a3f-4c26-9e41-2d7b90f3a6c8',
] as const;
