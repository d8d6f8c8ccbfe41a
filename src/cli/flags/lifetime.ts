import { UsageError } from '../usage-error.ts';

/** How long a certificate is good for where nobody says. */
export const lifetimeDefault = '30d';

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const daysMax = 366;

/** How long something is good for: `30d`, `12h` or `90m`, in milliseconds. At most a year. */
export function parseLifetime(flag: string, value: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,7})([mhd])$/.exec(value) ?? [];
  const ms = Number(digits) * (unitMs[unit] ?? Number.NaN);
  if (ms > 0 && ms <= daysMax * 86_400_000) return ms;
  throw new UsageError(
    `${flag} ${JSON.stringify(value)} is no such time: write for example 30d, 12h or 90m, at most ${daysMax}d`,
  );
}
