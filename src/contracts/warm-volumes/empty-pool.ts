import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { claim, claimAt, claimsSure, poolSize } from '../generators/warm-steps.ts';
import { mustRefuse } from '../refusals.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import {
  createWarmClaims,
  heldNames,
  mustBeExclusive,
  mustClaim,
  mustClaimOrBeToldEmpty,
  noteAlone,
} from '../warm-claims.ts';

const moreMax = 4;

export const emptyPool: Contract = defineContract({
  id: 'warm-volumes.empty-pool',
  intent: 'volume',
  title: 'An empty pool is CAPACITY_ERROR',
  statement:
    'When every warm volume is claimed, claimWarmVolume throws a ProviderError with the code CAPACITY_ERROR, however often it is called, and never gives a volume that somebody holds.',
  requires: ['warmVolumes'],
  steps: (facts) => fc.integer({ min: 1, max: moreMax }).map((more) => claims(facts, more)),
  boundaries: (facts) => [claims(facts, 1), claims(facts, moreMax)],
  run: async (trial: Trial) => {
    const claimed = createWarmClaims();
    await trial.play({
      'claim-warm': (result) => {
        const held = heldNames(claimed).length;
        const size = poolSize(trial.facts);
        if (held < claimsSure(trial.facts)) mustClaim(trial, result);
        else if (held === size)
          mustRefuse(trial, result, 'a claim from an empty pool throws CAPACITY_ERROR', ['CAPACITY_ERROR']);
        else mustClaimOrBeToldEmpty(trial, result);
        noteAlone(claimed, trial, result);
        mustBeExclusive(trial, claimed);
      },
    });
  },
});

function claims(facts: WorldFacts, more: number): readonly Step[] {
  return Array.from({ length: claimsSure(facts) + more }, (_, index) => claim(claimAt(index)));
}
