import { refuse } from './refuse.ts';

/** A text that is there. */
export function checkText(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') throw refuse(`${where} must be a text that is not empty`);
  return value;
}

/** The same for what may be left out. */
export function checkOptionalText(value: unknown, where: string): string | undefined {
  return value === undefined ? undefined : checkText(value, where);
}

/** A whole number within bounds. */
export function checkWhole(value: unknown, where: string, min: number, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  const limits = Number.isFinite(max) ? `from ${min} to ${max}` : `of at least ${min}`;
  throw refuse(`${where} must be a whole number ${limits}, got ${showValue(value)}`);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function showValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? 'null' : typeof value;
}
