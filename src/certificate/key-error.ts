/** A key cannot be used. The message says why and what to give instead, and never what the key is. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}
