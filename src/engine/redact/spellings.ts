import { Buffer } from 'node:buffer';
import { escapedPattern, escapePattern } from './escaped-pattern.ts';

/** How a secret may be written, for the reader of a message. */
export type Encoding = 'plain' | 'escaped' | 'base64' | 'hex';

/** One way of writing a secret. */
export interface Spelling {
  readonly encoding: Encoding;
  /** Source of a regular expression. It matches no more than `lengthMax` characters. */
  readonly pattern: string;
  readonly lengthMax: number;
  /** The usual spelling, by whose beginning one that was cut off is known. */
  readonly usual: readonly string[];
}

/** A longer one is looked for as it is and encoded whole; its lines and leaves are pieces of their own. */
const anyEscapesMax = 1_024;
/** Every character escaped on its own, for JSON and twice for XML: `&amp;amp;#x0005c;&amp;amp;#x00022;`, and more. */
const escapedMax = 176;
/** Base64 of a longer one may be wrapped. */
const wrappedMin = 40;

/** All the ways in which a text may carry a secret. */
export function spellingsOf(secret: string): readonly Spelling[] {
  const plain = literal('plain', [secret]);
  const encoded = [...base64Of(secret), hexOf(secret)];
  return secret.length > anyEscapesMax
    ? [plain, literal('escaped', usualEscapes(secret)), ...encoded]
    : [plain, escapedOf(secret), ...encoded];
}

function literal(encoding: Encoding, texts: readonly string[]): Spelling {
  return {
    encoding,
    pattern: texts.map(escapePattern).join('|'),
    lengthMax: Math.max(...texts.map((text) => text.length)),
    usual: texts,
  };
}

/** Escaped for a URL, JSON or XML, character by character and in any mixture. */
function escapedOf(secret: string): Spelling {
  return {
    encoding: 'escaped',
    pattern: escapedPattern(secret),
    lengthMax: secret.length * escapedMax,
    usual: usualEscapes(secret),
  };
}

function usualEscapes(secret: string): readonly string[] {
  const asUrl = encodeURIComponent(secret.toWellFormed());
  const asJson = JSON.stringify(secret).slice(1, -1);
  return [asUrl, asJson, JSON.stringify(asJson).slice(1, -1)];
}

/** Also within the base64 of a longer text, such as `user:secret`, and in the alphabet for URLs. */
function base64Of(secret: string): readonly Spelling[] {
  const bytes = Buffer.from(secret);
  const gap = bytes.length < wrappedMin ? '' : '(?:\\s|\\\\[rn]){0,2}';
  return [0, 1, 2].map((before): Spelling => {
    const core = base64Within(bytes, before);
    const characters = [...core].map(base64Character).join(gap);
    // The characters at its edges hold bits of the secret too.
    const pattern = `[\\w+/-]{0,2}${gap}${characters}(?:[\\w+/-]{0,3}={0,2})`;
    return { encoding: 'base64', pattern, lengthMax: core.length * 12 + 16, usual: [core] };
  });
}

/** What base64 of a longer text is sure to contain, with so many bytes (modulo 3) before these. */
function base64Within(bytes: Uint8Array, before: number): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const start = before === 0 ? 0 : before + 1;
  return text.slice(start, Math.floor((before + bytes.length) / 3) * 4);
}

function base64Character(character: string): string {
  if (character === '+') return '(?:[+-]|%2[bB]|\\\\u002[bB]|&#(?:43|x2[bB]);)';
  if (character === '/') return '(?:\\\\?/|_|%2[fF]|\\\\u002[fF]|&#(?:47|x2[fF]);)';
  return character;
}

function hexOf(secret: string): Spelling {
  const hex = Buffer.from(secret).toString('hex');
  const pattern = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  return { encoding: 'hex', pattern, lengthMax: hex.length, usual: [hex, hex.toUpperCase()] };
}
