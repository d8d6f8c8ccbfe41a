import { isProviderError } from '../../provider/provider-error.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeThrown } from '../describe.ts';
import { faultGoal, watchFaults } from '../fault-watch.ts';
import { everyFailingCall } from '../generators/every-failing-call.ts';
import { anyFailingCalls } from '../generators/native-error.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const causeKept: Contract = defineContract({
  id: 'errors.cause-kept',
  intent: 'operate',
  title: 'The native failure is kept as the cause',
  statement:
    'An error that comes from a native failure keeps what the service threw or answered as its cause, so that whoever debugs it can read the words of the service.',
  needs: ['faults'],
  reaches: [faultGoal],
  steps: anyFailingCalls,
  boundaries: everyFailingCall,
  run: async (trial) => {
    const watch = watchFaults(trial);
    const judge = (result: StepResult) => mustKeepCause(trial, result, watch.touched().length > 0);
    await trial.play({ spawn: judge, list: judge, get: judge, terminate: judge });
  },
});

function mustKeepCause(trial: Trial, result: StepResult, hasMetFault: boolean): void {
  if (!hasMetFault || result.outcome !== 'threw' || !isProviderError(result.thrown)) return;
  const { cause, code } = result.thrown;
  trial.expect(
    cause !== undefined && cause !== null,
    'an error from a native failure keeps it as its cause',
    () => `${result.step.op} threw ${describeThrown(result.thrown)}, and the cause of the ${code} is ${cause}`,
  );
}
