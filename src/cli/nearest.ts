import { distance } from 'fastest-levenshtein';

/** ` (did you mean x?)` where one of the names is near enough to be what was meant; otherwise nothing. */
export function didYouMean(word: string, names: readonly string[]): string {
  const found = nearest(word, names);
  return found === undefined ? '' : ` (did you mean ${found}?)`;
}

/** The name that a word with a slip of the finger was meant to be. */
export function nearest(word: string, names: readonly string[]): string | undefined {
  const [first] = names
    .map((name) => ({ name, edits: distance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits);
  return first && first.edits <= Math.max(2, Math.floor(word.length / 3)) ? first.name : undefined;
}
