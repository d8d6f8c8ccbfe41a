import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { anyTasks } from '../generators/heartbeat-task.ts';
import { mustSucceed } from '../instance-checks.ts';
import { mustAnswerEach, mustBeCompleted } from '../receipts.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const healthCheck: Contract = defineContract({
  id: 'hooks.health-check',
  intent: 'operate',
  title: 'A health check is answered',
  statement:
    'onHeartbeat gives one receipt per task, in the order of the tasks and with their ids, and a health_check is completed while the service works. No task is no receipt.',
  steps: () =>
    fc.array(anyTasks('health_check'), { minLength: 1, maxLength: 3 }).map((beats) => beats.map(toHeartbeat)),
  boundaries: () => [
    [{ op: 'heartbeat', tasks: [] }],
    [
      {
        op: 'heartbeat',
        tasks: [
          { id: 't1', type: 'health_check' },
          { id: 't1', type: 'health_check' },
        ],
      },
    ],
  ],
  run: async (trial) => {
    mustSucceed(await trial.probe({ op: 'startup' }), trial);
    await trial.play({ heartbeat: mustComplete });
  },
});

function toHeartbeat(tasks: Extract<Step, { op: 'heartbeat' }>['tasks']): Step {
  return { op: 'heartbeat', tasks };
}

function mustComplete(result: StepResult<'heartbeat'>, trial: Trial): void {
  for (const answered of mustAnswerEach(trial, result)) mustBeCompleted(trial, answered);
}
