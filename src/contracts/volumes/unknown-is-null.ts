import fc from 'fast-check';
import { describeResult, mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { anyUnknownId, typicalUnknownIds } from '../generators/unknown-id.ts';
import { readyVolumes } from '../generators/volume-steps.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustCreateVolume } from '../volume-checks.ts';

const idsMax = 4;

export const unknownIsNull: Contract = defineContract({
  id: 'volumes.unknown-is-null',
  intent: 'volume',
  title: 'An unknown volume is null',
  statement:
    'getVolume resolves to null for an id that the service does not know, however the id is spelt and whatever volumes there are.',
  requires: ['persistentVolumes'],
  steps: (facts) =>
    fc
      .tuple(fc.array(fc.oneof(anyUnknownId(), anyOddId()), { minLength: 1, maxLength: idsMax }), fc.boolean())
      .map(([ids, alone]): readonly Step[] => [
        ...(alone ? [] : readyVolumes(facts, 'v1')),
        ...ids.map((target): Step => ({ op: 'get-volume', target })),
      ]),
  boundaries: (facts) => [
    [...readyVolumes(facts, 'v1'), ...typicalUnknownIds.map((target): Step => ({ op: 'get-volume', target }))],
  ],
  run: (trial: Trial) => trial.play({ 'create-volume': mustCreateVolume, 'get-volume': mustBeNull }),
});

function mustBeNull(result: StepResult<'get-volume'>, trial: Trial): void {
  const value: unknown = mustResolve(trial, result);
  trial.expect(value === null, 'getVolume gives null for an id that nobody knows', () => describeResult(result));
}
