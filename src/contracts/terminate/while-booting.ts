import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { anyPause } from '../generators/pause.ts';
import { anySpawnRequest, plainRequest } from '../generators/spawn-request.ts';
import { isEnded, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { eventuallyGone } from '../truth-checks.ts';

export const whileBooting: Contract = defineContract({
  id: 'terminate.while-booting',
  intent: 'terminate',
  title: 'terminate works while the instance boots',
  statement:
    'terminate called right after spawn resolved, before the instance shows or runs, ends it within the terminate timeout; it does not come up later.',
  needs: ['ledger'],
  breadth: 3,
  steps: anyEarlyEnds,
  boundaries: (facts) => [
    [
      { op: 'spawn', as: 'i1', request: plainRequest(facts) },
      { op: 'terminate', target: 'i1' },
    ],
  ],
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustSpawn, terminate: mustEnd });
    await waitQuiet(trial);
    for (const { step } of trial.results('terminate')) {
      if (trial.idOf(step.target) === undefined) continue;
      await eventuallyGone(trial, step.target, 'an instance that was terminated while it booted stays gone');
      const instance = mustGet(trial, await trial.probe({ op: 'get', target: step.target }));
      trial.expect(
        isEnded(instance),
        'get shows an instance that was terminated while it booted as gone',
        () => `${step.target} is ${instance?.status}`,
      );
    }
  },
});

/** Each is terminated at once. The last may be left to boot, so that a whole boot goes by on any clock. */
function anyEarlyEnds(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const requests = fc.array(anySpawnRequest(facts), { minLength: 1, maxLength: spawnCountMax(facts, 3) });
  return fc.tuple(requests, anyPause(facts), fc.boolean()).map(([wanted, pause, boots]): readonly Step[] => [
    ...wanted.flatMap((request, index): readonly Step[] => {
      const target = nameAt(index);
      const isLeft = boots && index > 0 && index === wanted.length - 1;
      const end: Step = { op: isLeft ? 'await-running' : 'terminate', target };
      return [{ op: 'spawn', as: target, request }, end];
    }),
    ...pause,
  ]);
}

async function mustEnd(result: StepResult<'terminate'>, trial: Trial): Promise<void> {
  mustResolve(trial, result, 'terminate resolves while the instance boots');
  if (trial.idOf(result.step.target) === undefined) return;
  await eventuallyGone(trial, result.step.target, 'an instance that was terminated while it booted is gone');
}
