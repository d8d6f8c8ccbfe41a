/** An id of another shape was never given out, and in a path it could mean something else: `..`, `a/b`, nothing. */
export function isPossibleId(id: string): boolean {
  return /^[A-Za-z0-9_-]+$/.test(id);
}
