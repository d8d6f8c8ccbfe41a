import type { ExecResult } from '../../provider/context.ts';

/** Puts a word that nobody has heard of in the place of every one of these, where it is a value of JSON and no key. */
export function unknownStateIn(words: readonly string[]): (result: ExecResult) => ExecResult | undefined {
  const known = new RegExp(`"(?:${words.join('|')})"(?!\\s*:)`, 'g');
  return (result) => {
    const stdout = result.stdout.replace(known, '"migrating"');
    return stdout === result.stdout ? undefined : { ...result, stdout };
  };
}
