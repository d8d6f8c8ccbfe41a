import fc from 'fast-check';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { anyPause } from '../generators/pause.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { readyVolumes } from '../generators/volume-steps.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { eventuallyVolume, isVolumeGone, mustCreateVolume, mustHaveVolume } from '../volume-checks.ts';

const volumesMax = 3;
const timesMax = 5;

export const deleteIdempotent: Contract = defineContract({
  id: 'volumes.delete-idempotent',
  intent: 'volume',
  title: 'deleteVolume may be called again and again',
  statement:
    'deleteVolume resolves however often it is called for the same free volume, and for an id that nobody knows. What was deleted is then gone for getVolume; the other volumes stay.',
  requires: ['persistentVolumes'],
  steps: (facts) => {
    const deletion = fc.tuple(anyPause(facts), fc.nat({ max: volumesMax }), fc.oneof(anyUnknownId(), anyOddId()));
    return fc
      .tuple(fc.integer({ min: 1, max: volumesMax }), fc.array(deletion, { minLength: 1, maxLength: timesMax }))
      .map(([count, deletions]): readonly Step[] => [
        ...readyVolumes(facts, ...['v1', 'v2', 'v3'].slice(0, count)),
        ...deletions.flatMap(([pause, pick, unknown]): readonly Step[] => [
          ...pause,
          // One more than there can be: nobody knows it.
          { op: 'delete-volume', target: pick < count ? `v${pick + 1}` : unknown },
        ]),
      ]);
  },
  boundaries: (facts) => [
    [...readyVolumes(facts, 'v1', 'v2'), ...[1, 2, 3].map((): Step => ({ op: 'delete-volume', target: 'v1' }))],
  ],
  run: async (trial: Trial) => {
    const deleted = new Set<string>();
    await trial.play({
      'create-volume': mustCreateVolume,
      'delete-volume': (result) => {
        const isNew = !trial.results('await-volume').some(({ step }) => step.target === result.step.target);
        // One that is still being made may have to be finished first.
        if (isNew && trial.idOf(result.step.target) !== undefined && result.outcome === 'threw') return;
        mustDelete(result, trial);
        deleted.add(result.step.target);
      },
    });
    for (const { step } of trial.results('create-volume')) {
      if (!deleted.has(step.as)) {
        await mustHaveVolume(trial, step.as, 'deleteVolume leaves the other volumes as they are');
        continue;
      }
      await eventuallyVolume(trial, step.as, 'a volume that was deleted is gone', isVolumeGone);
      mustDelete(await trial.probe({ op: 'delete-volume', target: step.as }), trial);
    }
  },
});

function mustDelete(result: StepResult<'delete-volume'>, trial: Trial): void {
  mustResolve(trial, result, 'deleteVolume resolves, however often it is called');
}
