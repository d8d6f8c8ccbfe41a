import type { Bootstrap, BootstrapFormat, BootstrapRequest } from '../provider/bootstrap.ts';
import { isProviderError } from '../provider/provider-error.ts';
import { mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { Step } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** The bootstrap of a step that had to resolve to one in the format asked for; a Violation otherwise. */
export function mustBootstrap(trial: Trial, result: StepResult<'bootstrap'>): Bootstrap {
  const value: unknown = mustResolve(trial, result, 'generateBootstrap gives a bootstrap');
  const expected = 'a bootstrap has content, the format asked for and a checksum';
  trial.expect(isBootstrap(value, formatOf(result)), expected, () => `it gave ${describeValue(value)}`);
  return value;
}

/** As `mustBootstrap`, but a provider may refuse every format other than shell with INVALID_SPEC; null then. */
export function bootstrapOrRefusal(trial: Trial, result: StepResult<'bootstrap'>): Bootstrap | null {
  if (formatOf(result) !== 'shell' && isInvalidSpec(result)) return null;
  return mustBootstrap(trial, result);
}

export function isInvalidSpec(result: StepResult): boolean {
  return result.outcome === 'threw' && isProviderError(result.thrown) && result.thrown.code === 'INVALID_SPEC';
}

/** A case that asks for one bootstrap. */
export function bootstrapStep(request: BootstrapRequest): readonly Step[] {
  return [{ op: 'bootstrap', request }];
}

function formatOf(result: StepResult<'bootstrap'>): BootstrapFormat {
  return result.step.request.format ?? 'shell';
}

function isBootstrap(value: unknown, format: BootstrapFormat): value is Bootstrap {
  if (typeof value !== 'object' || value === null) return false;
  const { content, checksum, format: given } = value as Partial<Bootstrap>;
  return typeof content === 'string' && typeof checksum === 'string' && given === format;
}
