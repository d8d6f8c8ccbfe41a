/** A copy of plain data with every text changed, names of properties included. What is no plain data stays as it is. */
export function mapStrings<T>(value: T, change: (text: string) => string): T {
  return copy(value, change, new Map()) as T;
}

function copy(value: unknown, change: (text: string) => string, made: Map<object, unknown>): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null) return value;
  // What refers to itself keeps doing so.
  const known = made.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    made.set(value, items);
    for (const item of value) items.push(copy(item, change, made));
    return items;
  }
  if (!isPlain(value)) return value;
  const parts: Record<string, unknown> = {};
  made.set(value, parts);
  for (const [key, part] of Object.entries(value)) {
    // Defined, not assigned: a property may be called __proto__.
    Object.defineProperty(parts, change(key), {
      value: copy(part, change, made),
      ...{ enumerable: true, configurable: true, writable: true },
    });
  }
  return parts;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
