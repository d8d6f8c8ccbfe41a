import { isObject } from './is-object.ts';
import type { Refuse } from './refuse.ts';
import type { CostPeriod } from './requests.ts';

/** Throws INVALID_SPEC for what is no period: two times, the first not after the second. */
export function checkPeriod(period: CostPeriod, refuse: Refuse): CostPeriod {
  if (!isObject(period)) throw refuse('a period must be an object with from and to');
  const { from, to } = period;
  if (checkTime(from, 'from', refuse) > checkTime(to, 'to', refuse)) throw refuse('from must not be after to');
  return { from, to };
}

function checkTime(value: unknown, where: string, refuse: Refuse): number {
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(atMs)) throw refuse(`${where} must be an ISO 8601 time`);
  return atMs;
}
