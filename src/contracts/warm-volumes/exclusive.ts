import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { claim, claimAt, claimsSure, release } from '../generators/warm-steps.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import {
  createWarmClaims,
  heldNames,
  mustBeExclusive,
  mustClaim,
  mustClaimOrBeToldEmpty,
  noteAlone,
  noteTogether,
} from '../warm-claims.ts';

const clientsMax = 3;
const callsMax = 3;

export const exclusive: Contract = defineContract({
  id: 'warm-volumes.exclusive',
  intent: 'volume',
  title: 'A warm volume has one holder',
  statement:
    'A volume that claimWarmVolume gave to somebody is given to nobody else until it is released, also when two or three clients claim and release at the same time. A claim that gets none throws CAPACITY_ERROR.',
  requires: ['warmVolumes'],
  reaches: ['claim-warm resolved'],
  steps: (facts) => fc.oneof(oneAfterAnother(facts), atTheSameTime()),
  boundaries: () => [
    [{ op: 'overlap', clients: [[claim('a1')], [claim('b1')]] }],
    [{ op: 'overlap', clients: [[claim('a1'), claim('a2')], [claim('b1'), claim('b2')], [claim('c1')]] }],
  ],
  run: async (trial: Trial) => {
    const claims = createWarmClaims();
    // Whoever released before may have to wait.
    let isFresh = true;
    await trial.play({
      'claim-warm': (result) => {
        const isSure = isFresh && heldNames(claims).length < claimsSure(trial.facts);
        if (isSure) mustClaim(trial, result);
        else mustClaimOrBeToldEmpty(trial, result);
        noteAlone(claims, trial, result);
        mustBeExclusive(trial, claims);
      },
      'release-warm': (result) => {
        isFresh = false;
        mustResolve(trial, result);
        noteAlone(claims, trial, result);
      },
      overlap: (result) => {
        const calls = mustResolve(trial, result).flat();
        for (const { result: inner } of calls) {
          if (inner.step.op === 'claim-warm') mustClaimOrBeToldEmpty(trial, inner as StepResult<'claim-warm'>);
          else mustResolve(trial, inner);
        }
        const isServed = calls.some(
          ({ result: inner }) => inner.step.op === 'claim-warm' && inner.outcome === 'resolved',
        );
        const isAsked = calls.some(({ result: inner }) => inner.step.op === 'claim-warm');
        const isPossible = isFresh && isAsked && heldNames(claims).length < claimsSure(trial.facts);
        trial.expect(isServed || !isPossible, 'of claims at the same time one is served', 'none of them resolved');
        isFresh = isFresh && calls.every(({ result: inner }) => inner.step.op !== 'release-warm');
        noteTogether(claims, trial, calls);
        mustBeExclusive(trial, claims);
      },
    });
  },
});

function oneAfterAnother(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const max = claimsSure(facts);
  const action = fc.tuple(fc.boolean(), fc.nat({ max }));
  return fc.array(action, { minLength: 1, maxLength: 2 * max + 2 }).map((actions) => {
    let claimed = 0;
    return actions.map(([isRelease, pick]): Step => {
      if (isRelease && claimed > 0) return release(claimAt(pick % claimed));
      claimed += 1;
      return claim(claimAt(claimed - 1));
    });
  });
}

type Wish = 'claim' | 'release' | 'wait';

/** Each client claims, now and then gives back what it claimed last, and now and then waits. */
function atTheSameTime(): fc.Arbitrary<readonly Step[]> {
  const wishes = fc.array(fc.constantFrom<Wish>('claim', 'claim', 'release', 'wait'), {
    minLength: 1,
    maxLength: callsMax,
  });
  return fc
    .array(wishes, { minLength: 2, maxLength: clientsMax })
    .map((clients): readonly Step[] => [{ op: 'overlap', clients: clients.map(stepsOf) }]);
}

function stepsOf(wishes: readonly Wish[], client: number): readonly Step[] {
  let claimed = 0;
  return wishes.flatMap((wish): readonly Step[] => {
    const last = `c${client + 1}w${claimed}`;
    if (wish === 'wait') return [{ op: 'wait', ms: 1 + client }];
    if (wish === 'release' && claimed > 0) return [release(last)];
    claimed += 1;
    return [claim(`c${client + 1}w${claimed}`)];
  });
}
