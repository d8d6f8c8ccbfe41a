import { UsageError } from '../usage-error.ts';

const unitMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `12h`, `30d` or `4w`, in milliseconds: nothing waits for it, so it may be longer than a timer can hold. */
export function parseAge(flag: string, value: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,5})([mhdw])$/.exec(value) ?? [];
  const ms = Number(digits) * (unitMs[unit] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new UsageError(`${flag} ${JSON.stringify(value)} is no age: write for example 12h, 30d or 4w`);
}
