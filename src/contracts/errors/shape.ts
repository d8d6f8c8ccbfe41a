import { isProviderError, type ProviderError, providerErrorCodes } from '../../provider/provider-error.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeThrown, describeValue } from '../describe.ts';
import { everyFailingCall } from '../generators/every-failing-call.ts';
import { anyFailingCalls } from '../generators/native-error.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const shape: Contract = defineContract({
  id: 'errors.shape',
  intent: 'operate',
  title: 'Every failure is a ProviderError',
  statement:
    'Whatever the service answers, a call settles, and what it throws is an Error and a ProviderError: a code of the taxonomy, category and retryable of the row of that code, the name of the provider, a message, and retryAfterMs and ambiguous of their types where they are there.',
  needs: ['faults'],
  steps: anyFailingCalls,
  boundaries: everyFailingCall,
  run: (trial) =>
    trial.play({ spawn: mustFailInShape, list: mustFailInShape, get: mustFailInShape, terminate: mustFailInShape }),
});

function mustFailInShape(result: StepResult, trial: Trial): void {
  trial.expect(result.outcome !== 'unsettled', 'a call that meets a failure settles', () => describeResult(result));
  if (result.outcome !== 'threw') return;
  const { thrown } = result;
  trial.expect(
    isProviderError(thrown) && thrown instanceof Error,
    'what a call throws is an Error and a ProviderError',
    () => `${result.step.op} threw ${describeThrown(thrown)}`,
  );
  mustMatchRow(trial, thrown);
  mustHoldDetails(trial, thrown);
}

function mustMatchRow(trial: Trial, { code, category, retryable }: ProviderError): void {
  const isKnown = typeof code === 'string' && Object.hasOwn(providerErrorCodes, code);
  trial.expect(isKnown, 'the code of an error is in the taxonomy', () => describeValue(code));
  const row = providerErrorCodes[code];
  trial.expect(
    category === row.category && retryable === row.retryable,
    'category and retryable of an error follow from its code',
    () => `${code} with category ${describeValue(category)} and retryable ${describeValue(retryable)}`,
  );
}

function mustHoldDetails(trial: Trial, error: ProviderError): void {
  const { provider, message, retryAfterMs, ambiguous } = error;
  trial.expect(provider === trial.provider.name, 'an error names its provider', () => describeValue(provider));
  const isTold = typeof message === 'string' && message.trim() !== '';
  trial.expect(isTold, 'an error has a message', () => describeValue(message));
  trial.expect(
    retryAfterMs === undefined || (Number.isFinite(retryAfterMs) && retryAfterMs >= 0),
    'retryAfterMs is a number of milliseconds from 0, or absent',
    () => describeValue(retryAfterMs),
  );
  trial.expect(ambiguous === undefined || typeof ambiguous === 'boolean', 'ambiguous is true, false or absent', () =>
    describeValue(ambiguous),
  );
}
