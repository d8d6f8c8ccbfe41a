import fc from 'fast-check';

const characters = [...'abcXYZ019 -_./:=$\'"\\é\n'];

/**
 * A text for a machine's disk, with characters that a shell would like to keep for itself.
 *
 * @example
 * anyDiskText().map((text) => [{ op: 'write-disk', target: 'i1', text } as const]);
 */
export function anyDiskText(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...characters), { minLength: 1, maxLength: 12 })
    .map((drawn) => `t${drawn.join('')}t`);
}
