import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps, nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { spawnMany } from '../generators/spawn-many.ts';
import { anySpawnRequest, plainRequest } from '../generators/spawn-request.ts';
import { eventuallyGet, isEnded, mustSpawn } from '../instance-checks.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { eventuallyGone } from '../truth-checks.ts';

export const truthful: Contract = defineContract({
  id: 'terminate.truthful',
  intent: 'terminate',
  title: 'What terminate ended really ends',
  statement:
    'Once terminate has resolved, the machine is gone in the ledger within the terminate timeout, not merely stopped; and within the consistency window get says null, terminating or terminated.',
  needs: ['ledger'],
  reaches: ['spawn resolved', 'terminate resolved'],
  breadth: 2,
  steps: (facts) =>
    anyLifeSteps(facts, {
      kinds: ['spawn', 'await-running', 'wait', 'terminate', 'terminate', 'get'],
      request: anySpawnRequest(facts),
      spawnsMax: 3,
    }),
  boundaries: (facts) => [
    [
      { op: 'spawn', as: 'i1', request: plainRequest(facts) },
      { op: 'await-running', target: 'i1' },
      { op: 'terminate', target: 'i1' },
    ],
    // Too new to be found: each at once, and one of several.
    Array.from({ length: spawnCountMax(facts, 3) }, (_, index) => nameAt(index)).flatMap((as): readonly Step[] => [
      { op: 'spawn', as, request: plainRequest(facts) },
      { op: 'terminate', target: as },
    ]),
    [...spawnMany(facts, spawnCountMax(facts, 3)), { op: 'terminate', target: nameAt(spawnCountMax(facts, 3) - 1) }],
  ],
  run: (trial) => trial.play({ spawn: mustSpawn, terminate: mustReallyEnd }),
});

async function mustReallyEnd(result: StepResult<'terminate'>, trial: Trial): Promise<void> {
  mustResolve(trial, result);
  const { target } = result.step;
  if (trial.idOf(target) === undefined) return;
  await eventuallyGet(trial, target, 'get says that a terminated instance is gone or going', isEnded);
  await eventuallyGone(trial, target, 'a terminated instance is gone in the ledger');
}
