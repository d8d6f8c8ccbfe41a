import { checkText } from './check-text.ts';
import { isObject } from './is-object.ts';
import type { Refuse } from './refuse.ts';

/** Why a caller may not use a key, or null where it is free. */
export type KeyProblem = (key: string) => string | null;

/** Tags as a fresh object. `problemOf` speaks of the keys that a provider keeps for itself. */
export function checkTags(
  value: unknown,
  where: string,
  refuse: Refuse,
  problemOf: KeyProblem = () => null,
): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isObject(value)) throw refuse(`${where} must be an object of texts`);
  return Object.fromEntries(
    Object.entries(value).map(([key, text]) => {
      checkText(key, `a key of ${where}`, refuse);
      const problem = problemOf(key);
      if (problem !== null) throw refuse(`${where} must not use ${key}: ${problem}`);
      if (typeof text !== 'string') throw refuse(`${where}.${key} must be a text`);
      return [key, text];
    }),
  );
}
