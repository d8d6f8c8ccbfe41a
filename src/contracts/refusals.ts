import { isProviderError, type ProviderErrorCode } from '../provider/provider-error.ts';
import { describeResult } from './checks.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** The step had to be refused, with a ProviderError of one of these codes; of any code where none is named. */
export function mustRefuse(
  trial: Trial,
  result: StepResult,
  expected: string,
  codes: readonly ProviderErrorCode[] = [],
): void {
  trial.expect(isRefusal(result, codes), expected, () => `${result.step.op}: ${describeResult(result)}`);
}

/** Whether the step threw a ProviderError, of one of these codes where any is named. */
export function isRefusal(result: StepResult, codes: readonly ProviderErrorCode[] = []): boolean {
  if (result.outcome !== 'threw' || !isProviderError(result.thrown)) return false;
  return codes.length === 0 || codes.includes(result.thrown.code);
}
