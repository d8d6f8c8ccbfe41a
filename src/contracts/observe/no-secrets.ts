import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyObservedLife } from '../generators/observed-life.ts';
import { wholeLife } from '../generators/whole-life.ts';
import { findSecret } from '../secrets.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const noSecrets: Contract = defineContract({
  id: 'observe.no-secrets',
  intent: 'observe',
  title: 'No read holds a secret',
  statement:
    'Nothing that spawn, get or list resolves to holds a credential of the provider, in plain text or encoded, in any property.',
  steps: anyObservedLife,
  boundaries: (facts) => [wholeLife(facts)],
  run: (trial) => trial.play({ spawn: mustHoldNoSecret, get: mustHoldNoSecret, list: mustHoldNoSecret }),
});

function mustHoldNoSecret(result: StepResult<'spawn'> | StepResult<'get'> | StepResult<'list'>, trial: Trial): void {
  const place = findSecret(mustResolve(trial, result), trial.facts.secrets);
  // The place alone: a violation is printed, and the secret must not be.
  trial.expect(place === undefined, 'no read holds a secret', () => `a secret in ${result.step.op}: ${place}`);
}
