import { isObject } from '../../provider/is-object.ts';
import { deriveSeed } from '../../testbed/seeded-random.ts';
import { type Refusal, refusal } from './answer.ts';
import type { Store } from './store.ts';

const dayMs = 86_400_000;
/** So many days before the world began the account was billed for. */
const billedDays = 30;
const centsPerDayMax = 5_000;
/** The most days that one page tells of. */
const pageDays = 7;

/** The host of Cost Explorer, which is in one region for all. */
export const costExplorerHost = 'ce.us-east-1.amazonaws.com';

/** GetCostAndUsage by days, page by page: the body of the answer, or a refusal. */
export function getCostAndUsage(store: Store, body: string): object | Refusal {
  const request: unknown = JSON.parse(body);
  const { TimePeriod, NextPageToken } = isObject(request) ? request : {};
  const { Start, End } = isObject(TimePeriod) ? TimePeriod : {};
  const [from, to] = [dayOf(Start), dayOf(End)];
  if (from === null || to === null) return refusal('ValidationException', 'Start and End are days such as 2029-01-01');
  if (from >= to) return refusal('ValidationException', 'Start date (and hour) should be before end date (and hour)');
  const first = NextPageToken === undefined ? from : Number(NextPageToken);
  if (!Number.isInteger(first)) return refusal('InvalidNextTokenException', 'The pagination token is invalid');
  const last = Math.min(to, first + pageDays);
  const days = Array.from({ length: last - first }, (_, index) => first + index);
  return {
    ResultsByTime: days.map((day) => resultOf(store, day)),
    ...(last < to && { NextPageToken: String(last) }),
  };
}

/** The days for which an account that opens at this time has bills from before. */
export function billedBefore(openedAtMs: number): { readonly from: string; readonly to: string } {
  return { from: dayText(openedAtMs / dayMs - billedDays), to: dayText(openedAtMs / dayMs) };
}

function resultOf({ openedAtMs, seed }: Store, day: number): object {
  const today = openedAtMs / dayMs;
  const isBilled = day >= today - billedDays && day < today;
  const cents = isBilled ? deriveSeed(seed, `cost ${day}`) % centsPerDayMax : 0;
  const Amount = (cents / 100).toFixed(10);
  return {
    TimePeriod: { Start: dayText(day), End: dayText(day + 1) },
    Total: { UnblendedCost: { Amount, Unit: 'USD' } },
    Groups: [],
    Estimated: day >= today - 1,
  };
}

function dayOf(text: unknown): number | null {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? null : atMs / dayMs;
}

function dayText(day: number): string {
  return new Date(Math.floor(day) * dayMs).toISOString().slice(0, 10);
}
