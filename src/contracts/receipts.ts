import type { HeartbeatReceipt, HeartbeatTask } from '../provider/hooks.ts';
import { isObject } from '../provider/is-object.ts';
import { mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** One task of a heartbeat and the receipt it got. */
export interface Answered {
  readonly task: HeartbeatTask;
  readonly receipt: HeartbeatReceipt;
}

/** A heartbeat has to resolve to one receipt per task, in order; a Violation otherwise. */
export function mustAnswerEach(trial: Trial, result: StepResult<'heartbeat'>): readonly Answered[] {
  const { tasks } = result.step;
  const receipts: unknown = mustResolve(trial, result);
  trial.expect(
    Array.isArray(receipts) && receipts.length === tasks.length && receipts.every(isObject),
    'a heartbeat resolves to one receipt per task',
    () => `${describeValue(receipts)} for ${tasks.length} tasks`,
  );
  return tasks.map((task, index) => {
    const receipt = receipts[index] as HeartbeatReceipt;
    trial.expect(
      receipt.taskId === task.id,
      'receipts come in the order of the tasks, each with the id of its task',
      () => `${describeValue(receipt)} for ${describeValue(task)}`,
    );
    return { task, receipt };
  });
}

/** A task that every provider understands is done, in a world in which nothing fails. */
export function mustBeCompleted(trial: Trial, { task, receipt }: Answered): void {
  trial.expect(
    receipt.outcome === 'completed',
    'a task that every provider understands is completed',
    () => `${describeValue(receipt)} for ${describeValue(task)}`,
  );
}
