import type { SpotSettings } from './settings.ts';

/** The digits that a sum of prices may be trusted in: 3 times 0.1 is 0.3 to whoever bids it. */
const digits = 12;

/** What a machine of so many CPUs costs in an hour. */
export function priceUsdPerHour(cpus: number, { usdPerCpuHour }: SpotSettings): number {
  return Number((cpus * usdPerCpuHour).toPrecision(digits));
}
