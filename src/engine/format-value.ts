const lengthMax = 240;

/** A value as a reader would write it: `{status: "running", tags: {a: "1"}}`. Bounded; never throws. */
export function formatValue(value: unknown): string {
  const text = format(value, 0);
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}

function format(value: unknown, depth: number): string {
  if (typeof value === 'string')
    return JSON.stringify(value.length <= lengthMax ? value : `${value.slice(0, lengthMax)}…`);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (Object.is(value, -0)) return '-0';
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > 6) return '…';
  try {
    if (Array.isArray(value))
      return `[${value
        .slice(0, 20)
        .map((item) => format(item, depth + 1))
        .join(', ')}]`;
    return `{${Object.entries(value)
      .map(([key, item]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${format(item, depth + 1)}`)
      .join(', ')}}`;
  } catch {
    return 'a value that cannot be shown';
  }
}
