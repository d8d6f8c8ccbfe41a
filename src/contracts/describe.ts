import { isProviderError } from '../provider/provider-error.ts';
import { type ErrorParts, errorParts } from './error-parts.ts';

const lengthMax = 400;

/**
 * One readable line for whatever a provider threw: also undefined, a proxy, or an object whose getters throw. Of an
 * object it tells what an error tells, and no other property.
 *
 * @example
 * describeThrown(new TypeError('no id')); // 'TypeError: no id'
 */
export function describeThrown(thrown: unknown): string {
  return safely(() => clip(lineOf(thrown, errorParts(thrown))));
}

/** The same with its causes, for whom the line is all there is to go by. */
export function describeWithCauses(thrown: unknown): string {
  return safely(() => {
    const parts = errorParts(thrown);
    const lines = [lineOf(thrown, parts), ...causesOf(parts).map(lineOfParts)];
    // Compilers say theirs in several.
    return clip(lines.map((line) => line.replaceAll(/\s*\n\s*/g, ' ')).join('; caused by '));
  });
}

function causesOf({ cause }: ErrorParts): readonly ErrorParts[] {
  return cause === undefined ? [] : [cause, ...causesOf(cause)];
}

function lineOf(thrown: unknown, parts: ErrorParts): string {
  if (typeof thrown !== 'object' || thrown === null) return describeValue(thrown);
  if (!isProviderError(thrown)) return lineOfParts(parts);
  const flags = thrown.ambiguous ? ' (ambiguous)' : '';
  return `${parts.code ?? 'no code'}${flags}: ${parts.message ?? ''}`;
}

function lineOfParts({ name, message, code, status, requestId }: ErrorParts): string {
  if (name === undefined && message === undefined && code === undefined) return 'an object that is no error';
  const details = [
    code !== undefined && !message?.includes(code) && `code ${code}`,
    status !== undefined && !message?.includes(status) && `status ${status}`,
    requestId !== undefined && `request ${requestId}`,
  ].filter((detail) => detail !== false);
  const head = [name, message].filter((part) => part !== undefined).join(': ');
  return [head, ...(details.length > 0 ? [`(${details.join(', ')})`] : [])].filter((part) => part !== '').join(' ');
}

/**
 * One readable line for any value, bounded in length. Never throws.
 *
 * @example
 * describeValue({ id: 1n }); // '{"id":"1n"}'
 */
export function describeValue(value: unknown): string {
  return safely(() => {
    if (typeof value === 'string') return clip(JSON.stringify(value));
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function') return 'a function';
    if (Object.is(value, -0)) return '-0';
    if (isNoDate(value)) return 'an invalid date';
    if (typeof value !== 'object' || value === null) return String(value);
    return clip(JSON.stringify(value, replaceOdd) ?? String(value));
  });
}

function replaceOdd(this: unknown, key: string, value: unknown): unknown {
  // JSON has made null of it already.
  if (value === null && isNoDate((this as Readonly<Record<string, unknown>>)[key])) return 'an invalid date';
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value;
}

function isNoDate(value: unknown): boolean {
  return value instanceof Date && Number.isNaN(value.getTime());
}

function safely(describe: () => string): string {
  try {
    return describe();
  } catch {
    return 'a value that cannot be shown';
  }
}

function clip(text: string): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}… (${text.length} characters)`;
}
