import { checkPeriod } from '../../provider/check-period.ts';
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
  return { getCosts: async (period) => getCosts(checkPeriod(period, refuse)) };
}
