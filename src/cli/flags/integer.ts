import { UsageError } from '../usage-error.ts';

export interface IntegerRange {
  readonly min: number;
  readonly max: number;
}

/** A whole number within a range, or a UsageError that names the flag, the value and what is allowed. */
export function parseInteger(flag: string, value: string, { min, max }: IntegerRange): number {
  const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (number >= min && number <= max) return number;
  throw new UsageError(`${flag} ${JSON.stringify(value)} is not a whole number from ${min} to ${max}`);
}
