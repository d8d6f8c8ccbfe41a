import type { History } from './history.ts';

/**
 * A history whose digest is made when it is first asked for. A class, because a getter in a literal makes a shape of its own each
 * time, and that keeps the whole world of its run until all memory is cleared up.
 */
export class LateDigest {
  readonly history: History;

  constructor(history: History) {
    this.history = history;
  }

  get digest(): string {
    return this.history.digest();
  }
}
