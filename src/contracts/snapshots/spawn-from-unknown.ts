import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { readySnapshot, restore } from '../generators/snapshot-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { eventuallyUnknown, mustBecomeReady, mustRefuseSnapshot, mustSnapshot } from '../snapshot-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

const idsMax = 2;

export const spawnFromUnknown: Contract = defineContract({
  id: 'snapshots.spawn-from-unknown',
  intent: 'snapshot',
  title: 'Nothing starts from a snapshot that is not there',
  statement:
    'spawn throws a ProviderError with the code INVALID_SPEC or NOT_FOUND, and creates nothing, where its snapshot is one that the service does not know or that was deleted.',
  requires: ['snapshots'],
  needs: ['ledger'],
  steps: (facts) =>
    fc
      .tuple(
        fc.boolean(),
        fc.array(fc.oneof(anyUnknownId(), anyOddId()), {
          minLength: 1,
          maxLength: Math.min(idsMax, spawnCountMax(facts)),
        }),
      )
      .map(([deletes, ids]) =>
        deletes ? deletedSnapshot(facts) : ids.map((id, index) => restore(facts, `x${index + 1}`, id)),
      ),
  boundaries: (facts) => [deletedSnapshot(facts)],
  run: async (trial: Trial) => {
    await trial.play({
      spawn: (result) => {
        if (result.step.request.snapshotId === undefined) mustSpawn(result, trial);
        else mustRefuseSnapshot(trial, result);
      },
      'create-snapshot': mustSnapshot,
      'await-snapshot': mustBecomeReady,
      'delete-snapshot': async (result) => {
        mustResolve(trial, result);
        const { target } = result.step;
        await eventuallyUnknown(trial, target);
        await waitQuiet(trial);
        const request = { ...plainRequest(trial.facts), snapshotId: target };
        mustRefuseSnapshot(trial, await trial.probe({ op: 'spawn', as: `from-${target}`, request }));
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn from a snapshot that is not there creates nothing');
  },
});

function deletedSnapshot(facts: WorldFacts): readonly Step[] {
  return [...runningMachine(facts), ...readySnapshot('i1', 's1'), { op: 'delete-snapshot', target: 's1' }];
}
