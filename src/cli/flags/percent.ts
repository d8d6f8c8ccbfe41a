import { UsageError } from '../usage-error.ts';

const percentMax = 100_000;

/** `25%` or `25`, as a number. Throws UsageError. */
export function parsePercent(flag: string, value: string): number {
  const [, digits] = /^(\d{1,9}(?:\.\d+)?)%?$/.exec(value) ?? [];
  const percent = Number(digits);
  if (percent <= percentMax) return percent;
  throw new UsageError(`${flag} ${JSON.stringify(value)} is not a share up to ${percentMax}%: write for example 25%`);
}
