import { UsageError } from '../usage-error.ts';

/** More than anybody keeps a report. */
const daysMax = 36_500;

const unitDays: Readonly<Record<string, number>> = { h: 1 / 24, d: 1, w: 7 };

/** `14d`, `2w` or `12h`, in days. */
export function parseDays(flag: string, value: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([hdw])$/.exec(value) ?? [];
  const days = Number(digits) * (unitDays[unit] ?? Number.NaN);
  if (days > 0 && days <= daysMax) return days;
  throw new UsageError(
    `${flag} ${JSON.stringify(value)} is no time that reports live: write for example 14d, 2w or 12h`,
  );
}
