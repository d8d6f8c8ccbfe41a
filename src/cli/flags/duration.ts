import { UsageError } from '../usage-error.ts';

/** What a timer can hold: about 24 days. */
const durationMaxMs = 2 ** 31 - 1;

const unitMs: Readonly<Record<string, number>> = { '': 1, ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** `500ms`, `30s`, `2m`, `1h` or plain milliseconds, in milliseconds. */
export function parseDuration(flag: string, value: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(value) ?? [];
  const ms = Number(digits) * (unitMs[unit] ?? Number.NaN);
  if (digits !== '' && ms > 0 && Math.round(ms) <= durationMaxMs) return Math.round(ms);
  throw new UsageError(`${flag} ${JSON.stringify(value)} is not a duration: write for example 500ms, 30s, 2m or 1h`);
}
