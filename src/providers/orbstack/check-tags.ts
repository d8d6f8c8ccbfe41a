import { checkText, isObject } from './check-text.ts';
import { nameTag } from './display-name.ts';
import { refuse } from './refuse.ts';

/** Tags as a fresh object. */
export function checkTags(value: unknown, where: string): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  if (!isObject(value)) throw refuse(`${where} must be an object of texts`);
  return Object.fromEntries(Object.entries(value).map(([key, text]) => checkTag(key, text, where)));
}

function checkTag(key: string, text: unknown, where: string): readonly [key: string, text: string] {
  checkText(key, `a key of ${where}`);
  if (key === nameTag) throw refuse(`${where} must not use ${nameTag}: OrbStack keeps the name there`);
  if (typeof text !== 'string') throw refuse(`${where}.${key} must be a text`);
  return [key, text];
}
