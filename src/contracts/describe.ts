import { isProviderError } from '../provider/provider-error.ts';

const lengthMax = 400;

/**
 * One readable line for whatever a provider threw: also undefined, a proxy, or an object whose getters throw.
 *
 * @example
 * describeThrown(new TypeError('no id')); // 'TypeError: no id'
 */
export function describeThrown(thrown: unknown): string {
  return safely(() => {
    if (isProviderError(thrown)) {
      const flags = thrown.ambiguous ? ' (ambiguous)' : '';
      return clip(`${thrown.code}${flags}: ${thrown.message}`);
    }
    if (thrown instanceof Error) return clip(`${thrown.name}: ${thrown.message}`);
    return describeValue(thrown);
  });
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
