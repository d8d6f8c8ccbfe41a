import { instanceStatuses } from '../../provider/instance.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyObservedLife } from '../generators/observed-life.ts';
import { wholeLife } from '../generators/whole-life.ts';
import { instancesOf } from '../reads.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const knownStatuses: Contract = defineContract({
  id: 'observe.known-statuses',
  intent: 'observe',
  title: 'Every status is a known one',
  statement:
    'From spawn to after terminate, every status in every read is one of the eight: a provider maps the words of its service and never passes one through.',
  steps: anyObservedLife,
  boundaries: (facts) => [wholeLife(facts)],
  run: (trial) =>
    trial.play({
      spawn: mustKnowStatus,
      get: mustKnowStatus,
      list: mustKnowStatus,
      'await-running': mustKnowStatusSeen,
    }),
});

function mustKnowStatus(result: StepResult<'spawn'> | StepResult<'get'> | StepResult<'list'>, trial: Trial): void {
  mustResolve(trial, result);
  mustKnowStatusSeen(result, trial);
}

/** An instance that never runs is a matter of another contract. */
function mustKnowStatusSeen(result: StepResult, trial: Trial): void {
  for (const { id, status } of instancesOf(result)) {
    trial.expect(
      instanceStatuses.includes(status),
      'every status is one of the eight',
      () => `${describeValue(status)} for ${id} in ${result.step.op}`,
    );
  }
}
