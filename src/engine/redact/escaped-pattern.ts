import { Buffer } from 'node:buffer';

/**
 * Source of a regular expression for a text in which any character may be escaped: for a URL in either case, for JSON,
 * for HTML or XML, also one after the other.
 *
 * @example
 * new RegExp(escapedPattern('a/b')).test('a%2fb'); // true
 */
export function escapedPattern(text: string): string {
  return runsOf(text).map(runPattern).join('');
}

/** Text that stands for itself in a regular expression. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Characters; backslashes in a row stay together, because escapes double them and their borders are lost. Three times: JSON in JSON in a report. */
function runsOf(text: string): readonly string[] {
  return text.match(/\\+|[^\\]/gsu) ?? [];
}

/** A backslash, as it is or escaped by what came after it: JSON in a URL, JSON in XML. */
const backslash = '(?:\\\\|%(?:25){0,2}5[cC]|&(?:amp;){0,2}#(?:92|[xX]5[cC]);)';

function runPattern(run: string): string {
  if (!run.startsWith('\\')) return `(?:${escapesOf(run).join('|')})`;
  return `${backslash}{${run.length},${run.length * 8}}`;
}

/** The longer ones first, so that a match takes in all of them. */
function escapesOf(character: string): readonly string[] {
  const named = short[character];
  const bare = [...asUrl(character), ...asEntity(character), escapePattern(character)];
  const inJson = named === undefined ? [] : [`${backslash}{1,7}(?:${[...bare, escapePattern(named)].join('|')})`];
  return [asUnicode(character), ...inJson, ...bare];
}

function asUrl(character: string): readonly string[] {
  const bytes = [...Buffer.from(character)].map((byte) => `%(?:25){0,2}${hexPattern(byte, 2)}`);
  return character === ' ' ? [bytes.join(''), '\\+'] : [bytes.join('')];
}

const short: Readonly<Record<string, string>> = {
  ...{ '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' },
  ...{ '"': '"', "'": "'", '/': '/', '`': '`' },
};

function asUnicode(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `${backslash}{1,7}u${hexPattern(unit, 4)}`).join('');
}

const entities: Readonly<Record<string, string>> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos' };

function asEntity(character: string): readonly string[] {
  const code = character.codePointAt(0) ?? 0;
  const named = entities[character];
  const numeric = `#(?:0{0,4}${code}|[xX]0{0,4}${hexPattern(code, 0)})`;
  return [`&(?:amp;){0,2}(?:${named === undefined ? numeric : `${numeric}|${named}`});`];
}

/** The number in hexadecimal digits of either case. */
function hexPattern(number: number, digits: number): string {
  const hex = number.toString(16).padStart(digits, '0');
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
