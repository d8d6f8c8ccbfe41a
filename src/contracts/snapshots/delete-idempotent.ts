import fc from 'fast-check';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { anyPause } from '../generators/pause.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { mustSpawn } from '../instance-checks.ts';
import { eventuallyUnknown, mustBecomeReady, mustSnapshot } from '../snapshot-checks.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const snapshotsMax = 3;
const timesMax = 4;

export const deleteIdempotent: Contract = defineContract({
  id: 'snapshots.delete-idempotent',
  intent: 'snapshot',
  title: 'deleteSnapshot may be called again and again',
  statement:
    'deleteSnapshot resolves however often it is called for the same snapshot, and for an id that nobody knows. Within the consistency window getSnapshotStatus throws NOT_FOUND for what was deleted; the other snapshots of the instance stay.',
  requires: ['snapshots'],
  steps: (facts) => {
    const deletion = fc.tuple(anyPause(facts), fc.nat({ max: snapshotsMax }), fc.oneof(anyUnknownId(), anyOddId()));
    return fc
      .tuple(fc.integer({ min: 1, max: snapshotsMax }), fc.array(deletion, { minLength: 1, maxLength: timesMax }))
      .map(([count, deletions]): readonly Step[] => [
        ...runningMachine(facts),
        ...snapshots(count),
        // One more than there can be: nobody knows it.
        ...deletions.flatMap(([pause, pick, unknown]): readonly Step[] => [
          ...pause,
          { op: 'delete-snapshot', target: pick < count ? `s${pick + 1}` : unknown },
        ]),
      ]);
  },
  boundaries: (facts) => [
    [
      ...runningMachine(facts),
      ...snapshots(2),
      ...[1, 2, 3].map((): Step => ({ op: 'delete-snapshot', target: 's1' })),
    ],
  ],
  run: async (trial: Trial) => {
    const deleted = new Set<string>();
    await trial.play({
      spawn: mustSpawn,
      'create-snapshot': mustSnapshot,
      'await-snapshot': mustBecomeReady,
      'delete-snapshot': (result) => {
        mustDelete(result, trial);
        deleted.add(result.step.target);
      },
    });
    for (const { step, outcome } of trial.results('create-snapshot')) {
      if (outcome !== 'resolved') continue;
      const target = step.as;
      if (!deleted.has(target)) {
        const status = await trial.probe({ op: 'snapshot-status', target });
        mustResolve(trial, status, 'deleteSnapshot leaves the other snapshots as they are');
        continue;
      }
      await eventuallyUnknown(trial, target);
      mustDelete(await trial.probe({ op: 'delete-snapshot', target }), trial);
    }
  },
});

function mustDelete(result: StepResult<'delete-snapshot'>, trial: Trial): void {
  mustResolve(trial, result, 'deleteSnapshot resolves, however often it is called');
}

function snapshots(count: number): readonly Step[] {
  const names = Array.from({ length: count }, (_, index) => `s${index + 1}`);
  return [
    ...names.map((as): Step => ({ op: 'create-snapshot', as, target: 'i1' })),
    ...names.map((target): Step => ({ op: 'await-snapshot', target })),
  ];
}
