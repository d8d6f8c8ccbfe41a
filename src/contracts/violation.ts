/**
 * A promise that was broken. `expected` is a fixed sentence per promise: shrinking keeps the failure whose sentence
 * is the same. `actual` may hold values.
 *
 * @example
 * throw new Violation('get resolves to null', 'it resolved to an instance');
 */
export class Violation extends Error {
  override readonly name = 'Violation';
  readonly expected: string;
  readonly actual: string;

  constructor(expected: string, actual: string) {
    super(`expected ${expected}; saw ${actual}`);
    this.expected = expected;
    this.actual = actual;
  }
}
