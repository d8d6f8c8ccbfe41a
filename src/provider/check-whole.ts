import type { Refuse } from './refuse.ts';

/** Inclusive; `max` may be infinite. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** A whole number within bounds. */
export function checkWhole(value: unknown, where: string, { min, max }: Bounds, refuse: Refuse): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  const limits = Number.isFinite(max) ? `from ${min} to ${max}` : `of at least ${min}`;
  throw refuse(`${where} must be a whole number ${limits}, got ${showValue(value)}`);
}

function showValue(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return value === null ? 'null' : typeof value;
}
