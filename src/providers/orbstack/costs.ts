import { isObject } from '../../provider/is-object.ts';
import type { CostPeriod } from '../../provider/requests.ts';
import type { CostReport } from '../../provider/resources.ts';
import type { Host } from './host.ts';
import { lacking, refuse } from './refuse.ts';

/** The method of the capability `costExplorer`. */
export interface CostMethods {
  getCosts(period: CostPeriod): Promise<CostReport>;
}

export function costMethods({ getCosts }: Host): CostMethods {
  if (getCosts === undefined) throw lacking('costExplorer');
  return { getCosts: async (period) => getCosts(checkPeriod(period)) };
}

function checkPeriod(period: CostPeriod): CostPeriod {
  if (!isObject(period)) throw refuse('a period must be an object with from and to');
  const { from, to } = period;
  if (checkTime(from, 'from') > checkTime(to, 'to')) throw refuse('from must not be after to');
  return { from, to };
}

function checkTime(value: unknown, where: string): number {
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(atMs)) throw refuse(`${where} must be an ISO 8601 time`);
  return atMs;
}
