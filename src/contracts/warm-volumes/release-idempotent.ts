import fc from 'fast-check';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { claim, claimAt, claimsSure, release } from '../generators/warm-steps.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { createWarmClaims, mustBeExclusive, mustClaim, mustClaimOrBeToldEmpty, noteAlone } from '../warm-claims.ts';

const timesMax = 4;

export const releaseIdempotent: Contract = defineContract({
  id: 'warm-volumes.release-idempotent',
  intent: 'volume',
  title: 'releaseWarmVolume may be called again and again',
  statement:
    'releaseWarmVolume resolves however often it is called for the same volume, and for an id that nobody knows; none of that frees a volume that somebody else holds.',
  requires: ['warmVolumes'],
  steps: (facts) => {
    const all = claimsSure(facts);
    const target = fc.oneof(fc.nat({ max: all - 1 }).map(claimAt), anyUnknownId(), anyOddId());
    return fc
      .tuple(fc.integer({ min: 1, max: all }), fc.array(target, { minLength: 1, maxLength: timesMax }), fc.boolean())
      .map(([count, targets, twice]): readonly Step[] => [
        ...Array.from({ length: count }, (_, index) => claim(claimAt(index))),
        // A volume that is released twice in a row must not be free twice.
        ...targets.flatMap((name) => (twice ? [release(name), release(name)] : [release(name)])),
        claim('next1'),
        claim('next2'),
      ]);
  },
  boundaries: () => [
    [claim('w1'), ...[1, 2, 3].map(() => release('w1'))],
    [claim('w1'), release('w1'), release('w1'), claim('next1'), claim('next2')],
  ],
  run: async (trial: Trial) => {
    const claims = createWarmClaims();
    await trial.play({
      'claim-warm': (result) => {
        if (result.step.as.startsWith('next')) mustClaimOrBeToldEmpty(trial, result);
        else mustClaim(trial, result);
        noteAlone(claims, trial, result);
        mustBeExclusive(trial, claims);
      },
      'release-warm': (result) => {
        mustResolve(trial, result, 'releaseWarmVolume resolves, however often it is called');
        noteAlone(claims, trial, result);
      },
    });
  },
});
