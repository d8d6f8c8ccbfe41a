import { isObject } from '../provider/is-object.ts';
import type { CostReport } from '../provider/resources.ts';
import { mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** getCosts has to resolve to an amount of money. */
export function mustCost(trial: Trial, result: StepResult<'costs'>): CostReport {
  const value: unknown = mustResolve(trial, result);
  const isReport = isObject(value) && typeof value.amount === 'number' && typeof value.currency === 'string';
  if (!isReport) trial.expect(false, 'getCosts resolves to an amount and a currency', describeValue(value));
  return value as unknown as CostReport;
}
