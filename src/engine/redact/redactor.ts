import { Buffer } from 'node:buffer';
import { hideCutOff } from './cut-off.ts';
import { mapStrings } from './map-strings.ts';
import { secretPieces } from './secret-pieces.ts';
import { type Encoding, type Spelling, spellingsOf } from './spellings.ts';

/** What stands where a secret was. */
export const mask = '[redacted]';

/** Where a text holds a secret. Never says which. */
export interface SecretFound {
  /** Plain, or how it is encoded: `URL-encoded`, `base64`. */
  readonly encoding: string;
  /** In bytes of UTF-8. */
  readonly offset: number;
}

/** Takes secrets out of whatever is to be shown or written. */
export interface Redactor {
  /** The text without them. */
  text(text: string): string;
  /** The same for every text in a value of plain data, names of properties included. */
  value<T>(value: T): T;
  /** The first secret in a text, or undefined. */
  find(text: string): SecretFound | undefined;
  /** The first stretch of a text from `from` on that is to be hidden. */
  next(text: string, from: number): { readonly start: number; readonly end: number } | undefined;
  /** No stretch that is to be hidden is longer. */
  readonly lengthMax: number;
  /** The text without the beginning of a secret at its end, where the rest was cut off. */
  ending(text: string): string;
}

/** A redactor for these secrets, in every encoding that it knows. */
export function createRedactor(secrets: readonly string[]): Redactor {
  const spellings = secrets.flatMap(secretPieces).flatMap(spellingsOf);
  if (spellings.length === 0) return nothingToHide;
  // The longer first: a secret may begin with another one.
  const sources = [...spellings].sort((a, b) => b.lengthMax - a.lengthMax).map(({ pattern }) => `(?:${pattern})`);
  const pattern = new RegExp(sources.join('|'), 'g');
  const usual = [...new Set(spellings.flatMap((spelling) => spelling.usual))];
  const text = (given: string) => hideCutOff(given.replace(pattern, mask), usual, mask);
  return {
    text,
    value: (value) => mapStrings(value, text),
    find: (given) => find(given, spellings),
    next: (given, from) => {
      pattern.lastIndex = from;
      const match = pattern.exec(given);
      return match ? { start: match.index, end: match.index + match[0].length } : undefined;
    },
    lengthMax: Math.max(...spellings.map(({ lengthMax }) => lengthMax)),
    ending: (given) => hideCutOff(`${given}…`, usual, mask).slice(0, -1),
  };
}

const nothingToHide: Redactor = {
  text: (text) => text,
  value: (value) => value,
  find: () => undefined,
  next: () => undefined,
  lengthMax: 0,
  ending: (text) => text,
};

function find(text: string, spellings: readonly Spelling[]): SecretFound | undefined {
  for (const { encoding, pattern } of spellings) {
    const match = new RegExp(pattern).exec(text);
    if (match) {
      return { encoding: nameOf(encoding, match[0]), offset: Buffer.byteLength(text.slice(0, match.index)) };
    }
  }
  return undefined;
}

function nameOf(encoding: Encoding, written: string): string {
  if (encoding !== 'escaped') return encoding;
  if (/%[0-9a-f]{2}/i.test(written)) return 'URL-encoded';
  return /&#?\w+;/.test(written) ? 'XML-escaped' : 'JSON-escaped';
}
