/** The same names, but for those that were there before: they have a number, in the form that is given. */
export function uniqueNames(
  names: readonly string[],
  numbered: (name: string, number: number) => string,
  keyOf: (name: string) => string = (name) => name,
): readonly string[] {
  const given = new Set(names.map(keyOf));
  const taken = new Set<string>();
  // Where thousands are the same, looking for a free number from the first would take for ever.
  const lastNumbers = new Map<string, number>();
  return names.map((name) => {
    const own = taken.has(keyOf(name)) ? firstFree(name) : name;
    taken.add(keyOf(own));
    return own;
  });

  function firstFree(name: string): string {
    for (let number = (lastNumbers.get(name) ?? 1) + 1; ; number += 1) {
      const own = numbered(name, number);
      lastNumbers.set(name, number);
      if (!given.has(keyOf(own)) && !taken.has(keyOf(own))) return own;
    }
  }
}
