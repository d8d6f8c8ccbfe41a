import { type Contract, defineContract } from '../contract.ts';
import { everyFailingCall } from '../generators/every-failing-call.ts';
import { anyFailingCalls } from '../generators/native-error.ts';
import { findSecret } from '../secrets.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const noSecrets: Contract = defineContract({
  id: 'errors.no-secrets',
  intent: 'operate',
  title: 'No error holds a secret',
  statement:
    'Nothing that a call throws holds a credential of the provider, in plain text or encoded: not its message, its stack, its properties, nor anything in the chain of its causes.',
  needs: ['faults'],
  steps: anyFailingCalls,
  boundaries: everyFailingCall,
  run: (trial) =>
    trial.play({ spawn: mustHoldNoSecret, list: mustHoldNoSecret, get: mustHoldNoSecret, terminate: mustHoldNoSecret }),
});

function mustHoldNoSecret(result: StepResult, trial: Trial): void {
  if (result.outcome !== 'threw') return;
  const place = findSecret(result.thrown, trial.facts.secrets);
  // The place alone: a violation is printed, and the secret must not be.
  trial.expect(
    place === undefined,
    'no error holds a secret',
    () => `a secret in what ${result.step.op} threw: ${place}`,
  );
}
