// Reads the parts of an answer. What has another type than it should is no answer that can be believed.

export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function list(value: unknown, what: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${what} is no list`);
}

export function number(value: unknown, what: string): number {
  if (typeof value === 'number') return value;
  throw new Error(`${what} is no number`);
}

export function record(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new Error(`${what} is no object`);
}

export function text(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new Error(`${what} is no text`);
}

export function textOr(value: unknown, other: string): string {
  return typeof value === 'string' ? value : other;
}

export function whole(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  throw new Error(`${what} is no whole number`);
}
