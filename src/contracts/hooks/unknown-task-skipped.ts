import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { anyTask, anyUnknownTask, isKnownTask, treacherousTypes } from '../generators/heartbeat-task.ts';
import { mustSucceed } from '../instance-checks.ts';
import { mustAnswerEach, mustBeCompleted } from '../receipts.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const unknownTaskSkipped: Contract = defineContract({
  id: 'hooks.unknown-task-skipped',
  intent: 'operate',
  title: 'An unknown task is skipped',
  statement:
    'A task of a type that the provider does not know gets the receipt skipped, with a reason. It is never thrown, and the known tasks beside it are done.',
  steps: () =>
    fc
      .tuple(anyUnknownTask(), fc.array(anyTask(), { maxLength: 4 }), fc.nat(4))
      .map(([unknown, others, at]): readonly Step[] => [
        { op: 'heartbeat', tasks: others.toSpliced(Math.min(at, others.length), 0, unknown) },
      ]),
  boundaries: () => [
    [{ op: 'heartbeat', tasks: treacherousTypes.map((type, index) => ({ id: `t${index + 1}`, type })) }],
  ],
  run: async (trial) => {
    mustSucceed(await trial.probe({ op: 'startup' }), trial);
    await trial.play({ heartbeat: mustSkipUnknown });
  },
});

function mustSkipUnknown(result: StepResult<'heartbeat'>, trial: Trial): void {
  for (const answered of mustAnswerEach(trial, result)) {
    const { task, receipt } = answered;
    if (isKnownTask(task)) {
      mustBeCompleted(trial, answered);
      continue;
    }
    const isSkipped =
      receipt.outcome === 'skipped' && typeof receipt.reason === 'string' && receipt.reason.trim() !== '';
    const seen = () => `${describeValue(receipt)} for ${describeValue(task)}`;
    trial.expect(isSkipped, 'a task of an unknown type is skipped, with a reason', seen);
  }
}
