import fc from 'fast-check';

const keyCharacters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
const valueCharacters = [...'abcXYZ019 -_./:=@,é'];

/**
 * A tag key that every service accepts: a letter, then letters and digits.
 *
 * @example
 * fc.sample(anyTagKey(), 3);
 */
export function anyTagKey(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...keyCharacters), { minLength: 1, maxLength: 8 })
    .map((characters) => `k${characters.join('')}`);
}

/**
 * A tag value with the characters that adapters lose: spaces, separators, one that needs two bytes, none at all.
 *
 * @example
 * fc.sample(anyTagValue(), 3);
 */
export function anyTagValue(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...valueCharacters), { maxLength: 12 })
    .map((characters) => characters.join('').trim());
}

/**
 * Up to four tags.
 *
 * @example
 * anyTags().map((tags) => [{ op: 'list', filter: { tags } } as const]);
 */
export function anyTags(): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(anyTagKey(), anyTagValue(), { maxKeys: 4, noNullPrototype: true });
}
