import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPool, claimsServed, fill, type PoolOrder, smallPool } from '../generators/pool-steps.ts';
import { claim, claimAt, release } from '../generators/warm-steps.ts';
import { claimedId, idsBefore, mustFill, mustKeepVolumes, mustLeaveVolumes } from '../pool-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustClaim } from '../warm-claims.ts';

const claimsMax = 3;

export const reachesItsTarget: Contract = defineContract({
  id: 'warm-pool.reaches-its-target',
  intent: 'volume',
  title: 'A pool is filled to its target, again and again',
  statement:
    'The workflow warm-pool resolves when every zone has as many volumes as were asked for that nobody has claimed, available and of the size asked for. Run again, it makes up for what was claimed, gives none of that, and makes no more than that.',
  workflow: 'warm-pool',
  requires: ['warmVolumes'],
  needs: ['ledger'],
  reaches: ['workflow resolved', 'claim-warm resolved'],
  steps: (facts) =>
    fc
      .tuple(anyPool(facts), fc.integer({ min: 0, max: claimsMax }), fc.boolean())
      .map(([pool, claims, releases]) => filledTwice(facts, pool, claims, releases)),
  boundaries: (facts) => [
    filledTwice(facts, smallPool(facts), 1, false),
    filledTwice(facts, { ...smallPool(facts), ...(facts.zones && { zones: facts.zones.slice(-1) }) }, 1, true),
  ],
  run: async (trial: Trial) => {
    const before = await idsBefore(trial);
    const inPool = new Set<string>();
    const held = new Map<string, string>();
    let isElsewhere = false;
    await trial.play({
      workflow: async (result) => {
        const { ids } = await mustFill(trial, result);
        for (const id of ids) {
          inPool.add(id);
          trial.expect(![...held.values()].includes(id), 'a pool never tells of a volume that is claimed', id);
        }
        await mustKeepVolumes(trial, held.values(), 'a volume that is claimed stays');
        // A claim that found nothing here may have had another pool filled.
        if (isElsewhere) return;
        const expected = 'a pool has what was asked for and what is claimed, and no more';
        await mustLeaveVolumes(trial, before, [...ids, ...held.values()], expected);
        await waitQuiet(trial);
      },
      'claim-warm': async (result) => {
        // Nobody has filled a pool for it yet.
        if (inPool.size > held.size) mustClaim(trial, result);
        const id = claimedId(result);
        isElsewhere = isElsewhere || id === undefined || !inPool.has(id);
        if (id !== undefined) held.set(result.step.as, id);
        await waitQuiet(trial);
      },
      'release-warm': async (result) => {
        mustResolve(trial, result);
        held.delete(result.step.target);
        await waitQuiet(trial);
      },
    });
  },
});

function filledTwice(facts: WorldFacts, pool: PoolOrder, wanted: number, releases: boolean): readonly Step[] {
  const claims = Math.min(wanted, claimsServed(pool, facts));
  return [
    fill('p1', pool),
    ...Array.from({ length: claims }, (_, index) => claim(claimAt(index))),
    fill('p2', pool),
    ...(releases && claims > 0 ? [release(claimAt(0)), fill('p3', pool)] : []),
  ];
}
