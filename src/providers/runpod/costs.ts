import { list, number, record, text } from '../../provider/body-fields.ts';
import { isObject } from '../../provider/is-object.ts';
import type { CapabilityMethods } from '../../provider/provider.ts';
import type { CostPeriod } from '../../provider/requests.ts';
import type { RunpodClient } from './client.ts';
import { refuse } from './names.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** What the account spent, from the bills: by the hour, or by the day where the period is of whole days. */
export function costMethods(client: RunpodClient): CapabilityMethods['costExplorer'] {
  return {
    getCosts: async (period) => {
      const { fromMs, toMs } = checkPeriod(period);
      const amount =
        fromMs === toMs ? 0 : await client.get(billingPath(fromMs, toMs), (body) => sumOf(body, fromMs, toMs));
      return { amount, currency: 'USD' };
    },
  };
}

/** Both ends have to be told: with one alone the service refuses. */
function billingPath(fromMs: number, toMs: number): string {
  const bucket = fromMs % dayMs === 0 && toMs % dayMs === 0 ? 'day' : 'hour';
  const at = (ms: number) => encodeURIComponent(new Date(ms).toISOString());
  return `/billing?startTime=${at(fromMs)}&endTime=${at(toMs)}&bucketSize=${bucket}`;
}

/** The service moves the ends out to whole buckets. Each bucket counts where it begins, so that periods add up. */
function sumOf(body: unknown, fromMs: number, toMs: number): number {
  const records = list(record(body, 'billing').records, 'records').map((each) => record(each, 'a record'));
  const within = records.filter(({ startTime }) => {
    const atMs = Date.parse(text(startTime, 'startTime'));
    return atMs >= fromMs && atMs < toMs;
  });
  return within.reduce((sum, { totalAmount }) => sum + number(totalAmount, 'totalAmount'), 0);
}

function checkPeriod(period: CostPeriod): { readonly fromMs: number; readonly toMs: number } {
  if (!isObject(period)) throw refuse('a period must be an object with from and to');
  const [fromMs, toMs] = [checkTime(period.from, 'from'), checkTime(period.to, 'to')];
  if (fromMs > toMs) throw refuse('from must not be after to');
  return { fromMs, toMs };
}

function checkTime(value: unknown, where: string): number {
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(atMs)) throw refuse(`${where} must be an ISO 8601 time`);
  return atMs;
}
