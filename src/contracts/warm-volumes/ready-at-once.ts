import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { nameAt } from '../generators/life-steps.ts';
import { spawnWith } from '../generators/volume-steps.ts';
import { claim, claimAt, claimsSure } from '../generators/warm-steps.ts';
import { mustSpawn } from '../instance-checks.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustClaim } from '../warm-claims.ts';

export const readyAtOnce: Contract = defineContract({
  id: 'warm-volumes.ready-at-once',
  intent: 'volume',
  title: 'A warm volume can be attached at once',
  statement:
    'claimWarmVolume resolves to a volume that is available and has a size, and a spawn that asks for it right after comes to run.',
  requires: ['warmVolumes'],
  steps: (facts) =>
    fc
      .integer({ min: 1, max: Math.min(3, claimsSure(facts), facts.instancesMax) })
      .map((count) => attached(facts, count)),
  run: async (trial: Trial) => {
    await trial.play({
      'claim-warm': (result) => {
        const { status, sizeGiB } = mustClaim(trial, result);
        const isReady = status === 'available' && Number.isInteger(sizeGiB) && sizeGiB >= 1;
        trial.expect(isReady, 'a warm volume is available at once', () => describeResult(result));
      },
      spawn: (result) => {
        const volumes = result.step.request.volumeIds ?? [];
        if (volumes.every((name) => trial.idOf(name) !== undefined)) mustSpawn(result, trial);
      },
    });
    for (const target of trial.bound()) {
      const awaited = await trial.probe({ op: 'await-running', target });
      const expected = 'an instance with a warm volume comes to run';
      trial.expect(awaited.outcome === 'resolved', expected, () => describeResult(awaited));
    }
  },
});

function attached(facts: WorldFacts, count: number): readonly Step[] {
  return Array.from({ length: count }, (_, index) => index).flatMap((index): readonly Step[] => [
    claim(claimAt(index)),
    spawnWith(facts, nameAt(index), claimAt(index)),
  ]);
}
