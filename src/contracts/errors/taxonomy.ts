import { isProviderError } from '../../provider/provider-error.ts';
import type { Fault, NativeErrorKind } from '../../testbed/fault.ts';
import { nativeErrorCodes } from '../../testbed/native-error-codes.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeThrown, describeValue } from '../describe.ts';
import { faultGoal, watchFaults } from '../fault-watch.ts';
import { everyFailingCallAgain } from '../generators/every-failing-call.ts';
import { anyFailingCalls } from '../generators/native-error.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

/** A service may round what it asks for up to whole seconds. */
const retryAfterToleranceMs = 1_000;

export const taxonomy: Contract = defineContract({
  id: 'errors.taxonomy',
  intent: 'operate',
  title: 'Each native failure has its code',
  statement:
    'Capacity becomes CAPACITY_ERROR, refused credentials AUTH_ERROR, too many calls RATE_LIMIT_ERROR with the wait the service asked for, a quota QUOTA_EXCEEDED, a refused request INVALID_SPEC, a service that does not serve PROVIDER_UNAVAILABLE. An error that nobody recognises becomes UNCLASSIFIED or PROVIDER_UNAVAILABLE, never capacity. For what does not exist get gives null, terminate is silent, and spawn throws NOT_FOUND or INVALID_SPEC.',
  needs: ['faults'],
  reaches: [faultGoal],
  breadth: 4,
  steps: anyFailingCalls,
  boundaries: everyFailingCallAgain,
  run: async (trial) => {
    const watch = watchFaults(trial);
    const judge = (result: StepResult) => mustBeClassified(trial, result, watch.touched());
    await trial.play({ spawn: judge, list: judge, get: judge, terminate: judge });
  },
});

type NativeError = Extract<Fault, { kind: 'native-error' }>;

/** A call that resolves may have tried again. One that fails without having met a fault is not ours to judge. */
function mustBeClassified(trial: Trial, result: StepResult, touched: readonly Fault[]): void {
  const met = touched.filter((fault): fault is NativeError => fault.kind === 'native-error');
  if (result.outcome !== 'threw' || met.length === 0) return;
  const { op } = result.step;
  const [only] = met;
  const seen = () => `${op} threw ${describeThrown(result.thrown)}`;
  if (met.length === 1 && only) mustHaveCode(trial, only, op, result.thrown, seen);
  else
    trial.expect(
      met.some(({ error }) => isAllowed(error, op, result.thrown)),
      'a native failure has its code',
      seen,
    );
}

function mustHaveCode(
  trial: Trial,
  { error, retryAfterMs }: NativeError,
  op: string,
  thrown: unknown,
  seen: () => string,
): void {
  trial.expect(isAllowed(error, op, thrown), expectations[error], seen);
  if (error !== 'rate-limit' || retryAfterMs === undefined) return;
  const told = (thrown as { readonly retryAfterMs?: unknown }).retryAfterMs;
  trial.expect(
    typeof told === 'number' && Math.abs(told - retryAfterMs) <= retryAfterToleranceMs,
    'retryAfterMs is how long the service asked to wait',
    () => `${describeValue(told)}, the service asked for ${retryAfterMs}`,
  );
}

function isAllowed(error: NativeErrorKind, op: string, thrown: unknown): boolean {
  // Where absence is an answer, not a failure.
  if (error === 'not-found' && (op === 'get' || op === 'terminate')) return false;
  return isProviderError(thrown) && nativeErrorCodes[error].includes(thrown.code);
}

const expectations: { readonly [Kind in NativeErrorKind]: string } = {
  capacity: 'a lack of capacity becomes CAPACITY_ERROR',
  auth: 'refused credentials become AUTH_ERROR',
  'rate-limit': 'too many calls become RATE_LIMIT_ERROR',
  quota: 'an exhausted quota becomes QUOTA_EXCEEDED',
  invalid: 'a refused request becomes INVALID_SPEC',
  'not-found': 'what does not exist is null for get, nothing for terminate, NOT_FOUND or INVALID_SPEC for spawn',
  unavailable: 'a service that does not serve becomes PROVIDER_UNAVAILABLE',
  unknown: 'an error that nobody recognises becomes UNCLASSIFIED or PROVIDER_UNAVAILABLE',
};
