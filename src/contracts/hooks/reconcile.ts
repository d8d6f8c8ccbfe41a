import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { anyTasks } from '../generators/heartbeat-task.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { mustSpawn, mustSucceed } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import { mustAnswerEach, mustBeCompleted } from '../receipts.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const reconcile: Contract = defineContract({
  id: 'hooks.reconcile',
  intent: 'operate',
  title: 'A reconciliation is answered and harms nothing',
  statement:
    'A reconcile task is completed while the service works, with one receipt per task in the order of the tasks, and an instance that nobody terminated is still there after it.',
  steps: (facts) => {
    const spawn: Step = { op: 'spawn', as: 'i1', request: plainRequest(facts) };
    const terminate: Step = { op: 'terminate', target: 'i1' };
    return fc
      .tuple(
        fc.constantFrom([], [spawn], [spawn], [spawn, terminate]),
        fc.array(anyTasks('reconcile'), { minLength: 1, maxLength: 2 }),
      )
      .map(([before, beats]): readonly Step[] => [
        ...before,
        ...beats.map((tasks): Step => ({ op: 'heartbeat', tasks })),
      ]);
  },
  boundaries: (facts) => [
    [
      { op: 'spawn', as: 'i1', request: plainRequest(facts) },
      {
        op: 'heartbeat',
        tasks: [
          { id: 't1', type: 'reconcile' },
          { id: 't2', type: 'reconcile' },
        ],
      },
    ],
  ],
  run: async (trial) => {
    mustSucceed(await trial.probe({ op: 'startup' }), trial);
    await trial.play({ spawn: mustSpawn, terminate: mustSucceed, heartbeat: mustComplete });
    await mustHaveStayed(trial);
  },
});

function mustComplete(result: StepResult<'heartbeat'>, trial: Trial): void {
  for (const answered of mustAnswerEach(trial, result)) mustBeCompleted(trial, answered);
}

async function mustHaveStayed(trial: Trial): Promise<void> {
  const names = trial.alive();
  if (names.length === 0) return;
  await waitQuiet(trial);
  for (const target of names) {
    const seen = mustGet(trial, await trial.probe({ op: 'get', target }));
    const isThere = seen !== null && seen.status !== 'terminating' && seen.status !== 'terminated';
    trial.expect(
      isThere,
      'a reconcile leaves instances alone',
      () => `${target} is ${seen?.status ?? 'gone'} after it`,
    );
  }
}
