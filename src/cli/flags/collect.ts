/** For flags that may be given again: all their values, in order. */
export function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
