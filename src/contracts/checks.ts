import { describeThrown, describeValue } from './describe.ts';
import type { StepOp } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { StepValue } from './step-value.ts';
import type { Trial } from './trial.ts';

/**
 * The value of a step that had to resolve; a Violation otherwise.
 *
 * @example
 * await trial.play({ spawn: (result) => { judge(mustResolve(trial, result).id); } });
 */
export function mustResolve<Op extends StepOp>(
  trial: Trial,
  result: StepResult<Op>,
  expected = `${result.step.op} resolves`,
): StepValue<Op> {
  if (result.outcome !== 'resolved') trial.expect(false, expected, describeResult(result));
  return (result as Extract<StepResult<Op>, { outcome: 'resolved' }>).value;
}

/**
 * One line on what a step came to, for `actual`.
 *
 * @example
 * const result = await trial.probe({ op: 'get', target: 'i1' });
 * trial.expect(result.outcome === 'resolved', 'get resolves', describeResult(result));
 */
export function describeResult(result: StepResult): string {
  if (result.outcome === 'threw') return `it threw ${describeThrown(result.thrown)}`;
  if (result.outcome === 'unsettled') return `it had not settled after ${result.afterMs} ms`;
  return `it resolved to ${describeValue(result.value)}`;
}
