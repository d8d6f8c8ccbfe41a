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

/** One of each form. */
export const typicalUnknownIds: readonly string[] = fc.sample(anyUnknownId(), { numRuns: 3, seed: 1 });
