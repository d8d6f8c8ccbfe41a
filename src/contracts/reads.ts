import type { Instance } from '../provider/instance.ts';
import { isProviderError } from '../provider/provider-error.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** The list of a step that had to resolve to one; a Violation otherwise. */
export function mustList(trial: Trial, result: StepResult<'list'>): readonly Instance[] {
  const value: unknown = mustResolve(trial, result);
  const expected = 'list resolves to an array of instances, each with an id';
  trial.expect(
    Array.isArray(value) && value.every(isInstance),
    expected,
    () => `it resolved to ${describeValue(value)}`,
  );
  return value as readonly Instance[];
}

/** The instance, or null, of a step that had to resolve to one of them; a Violation otherwise. */
export function mustGet(trial: Trial, result: StepResult<'get'>): Instance | null {
  const value: unknown = mustResolve(trial, result);
  const expected = 'get resolves to an instance with an id, or to null';
  trial.expect(value === null || isInstance(value), expected, () => `it resolved to ${describeValue(value)}`);
  return value;
}

/** Whether a read failed. One that did owes a ProviderError, and may fail only where a fault was about. */
export function failedHonestly(trial: Trial, result: StepResult<'get'> | StepResult<'list'>): boolean {
  if (result.outcome === 'resolved') return false;
  const disturbed = trial.results('fault').length > 0;
  if (!disturbed) trial.expect(false, `${result.step.op} resolves`, describeResult(result));
  trial.expect(
    result.outcome === 'threw' && isProviderError(result.thrown),
    'a read that fails throws a ProviderError',
    () => describeResult(result),
  );
  return true;
}

/** Every instance that a step reported, whatever it was; none where it failed or reported something else. */
export function instancesOf(result: StepResult): readonly Instance[] {
  if (result.outcome !== 'resolved') return [];
  const value: unknown = result.value;
  if (Array.isArray(value)) return value.filter(isInstance);
  return isInstance(value) ? [value] : [];
}

function isInstance(value: unknown): value is Instance {
  return typeof value === 'object' && value !== null && typeof (value as Partial<Instance>).id === 'string';
}
