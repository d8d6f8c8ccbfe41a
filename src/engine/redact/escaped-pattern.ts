import { Buffer } from 'node:buffer';

/**
 * Source of a regular expression for a text in which any character may be escaped: for a URL in either case, for JSON,
 * for HTML or XML, also twice.
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

/** Characters; backslashes in a row stay together, because escapes double them and their borders are lost. */
function runsOf(text: string): readonly string[] {
  return text.match(/\\+|[^\\]/gsu) ?? [];
}

function runPattern(run: string): string {
  if (!run.startsWith('\\')) return `(?:${escapesOf(run).join('|')})`;
  const { length } = run;
  return `(?:\\\\{${length},${length * 4}}|(?:${[...asUrl('\\'), ...asEntity('\\')].join('|')}){${length}})`;
}

/** The longer ones first, so that a match takes in all of them. */
function escapesOf(character: string): readonly string[] {
  return [...asUrl(character), ...asJson(character), ...asEntity(character), escapePattern(character)];
}

function asUrl(character: string): readonly string[] {
  const bytes = [...Buffer.from(character)].map((byte) => `%(?:25){0,2}${hexPattern(byte, 2)}`);
  return character === ' ' ? [bytes.join(''), '\\+'] : [bytes.join('')];
}

const short: Readonly<Record<string, string>> = {
  ...{ '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' },
  ...{ '"': '"', "'": "'", '/': '/', '`': '`' },
};

function asJson(character: string): readonly string[] {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const unicode = units.map((unit) => `\\\\{1,4}u${hexPattern(unit, 4)}`).join('');
  const named = short[character];
  return named === undefined ? [unicode] : [unicode, `\\\\{1,4}${escapePattern(named)}`];
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
