import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { fill, type PoolOrder, smallPool } from '../generators/pool-steps.ts';
import { claim, claimAt, release } from '../generators/warm-steps.ts';
import { claimedId, mustFill } from '../pool-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustClaimOrBeToldEmpty } from '../warm-claims.ts';

const roundsMax = 3;

export const givesNothingTwice: Contract = defineContract({
  id: 'warm-pool.gives-nothing-twice',
  intent: 'volume',
  title: 'What somebody had is given to nobody else',
  statement:
    'A volume of a pool that was claimed is never given by another claim, also after it was released and after the pool was filled again: it may hold the data of whoever had it.',
  workflow: 'warm-pool',
  requires: ['warmVolumes'],
  needs: ['ledger'],
  reaches: ['claim-warm resolved', 'release-warm resolved'],
  steps: (facts) =>
    fc
      .tuple(fc.integer({ min: 1, max: roundsMax }), fc.boolean())
      .map(([rounds, fills]) => rounded(facts, rounds, fills)),
  boundaries: (facts) => [rounded(facts, 1, false), rounded(facts, 2, true)],
  run: async (trial: Trial) => {
    const given = new Set<string>();
    await trial.play({
      workflow: async (result) => {
        const { ids } = await mustFill(trial, result);
        const old = ids.find((id) => given.has(id));
        trial.expect(old === undefined, 'a pool never tells of a volume that somebody had', () => `${old}`);
        await waitQuiet(trial);
      },
      'claim-warm': async (result) => {
        mustClaimOrBeToldEmpty(trial, result);
        const id = claimedId(result);
        if (id === undefined) return;
        trial.expect(!given.has(id), 'no claim gives a volume that somebody had', () => `${id} was given before`);
        given.add(id);
        await waitQuiet(trial);
      },
      'release-warm': async (result) => {
        mustResolve(trial, result);
        await waitQuiet(trial);
      },
    });
  },
});

function rounded(facts: WorldFacts, rounds: number, fills: boolean): readonly Step[] {
  const pool: PoolOrder = { ...smallPool(facts), ...(facts.zones && { zones: facts.zones.slice(0, 1) }) };
  return [
    fill('p0', pool),
    ...Array.from({ length: rounds }, (_, index): readonly Step[] => [
      claim(claimAt(index)),
      release(claimAt(index)),
      ...(fills ? [fill(`p${index + 1}`, pool)] : []),
    ]).flat(),
    claim('last'),
  ];
}
