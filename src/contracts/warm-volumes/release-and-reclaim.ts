import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { claim, claimAt, claimsSure, poolSize, release } from '../generators/warm-steps.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { createWarmClaims, eventuallyClaim, heldNames, mustBeExclusive, mustClaim, noteAlone } from '../warm-claims.ts';

const roundsMax = 4;

export const releaseAndReclaim: Contract = defineContract({
  id: 'warm-volumes.release-and-reclaim',
  intent: 'volume',
  title: 'What is released can be claimed again',
  statement:
    'When every warm volume is claimed and one is released, a claim works again within the boot timeout, however often that happens, and gives a volume that nobody holds.',
  requires: ['warmVolumes'],
  steps: (facts) => {
    const all = claimsSure(facts);
    return fc
      .array(fc.nat({ max: all - 1 }), { minLength: 1, maxLength: roundsMax })
      .map((picks): readonly Step[] => [...claims(all), ...[...new Set(picks)].map((pick) => release(claimAt(pick)))]);
  },
  boundaries: (facts) => [everyOne(facts)],
  run: async (trial: Trial) => {
    const claimed = createWarmClaims();
    let rounds = 0;
    await trial.play({
      'claim-warm': (result) => {
        mustClaim(trial, result);
        noteAlone(claimed, trial, result);
      },
      'release-warm': async (result) => {
        mustResolve(trial, result);
        noteAlone(claimed, trial, result);
        if (trial.idOf(result.step.target) === undefined) return;
        rounds += 1;
        await eventuallyClaim(trial, claimed, `again${rounds}`, 'a claim works after a release');
        mustBeExclusive(trial, claimed);
      },
    });
    if (poolSize(trial.facts) === undefined) return;
    for (const target of heldNames(claimed)) mustResolve(trial, await trial.probe({ op: 'release-warm', target }));
    rounds += 1;
    await eventuallyClaim(trial, claimed, `again${rounds}`, 'a claim works after everything was released');
  },
});

function everyOne(facts: WorldFacts): readonly Step[] {
  const all = claimsSure(facts);
  return [...claims(all), ...Array.from({ length: all }, (_, index) => release(claimAt(index)))];
}

function claims(count: number): readonly Step[] {
  return Array.from({ length: count }, (_, index) => claim(claimAt(index)));
}
