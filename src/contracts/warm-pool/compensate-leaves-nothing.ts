import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyPool, claimsServed, fill, type PoolOrder, smallPool, takeDown } from '../generators/pool-steps.ts';
import { claim, claimAt, release } from '../generators/warm-steps.ts';
import { claimedId, idsBefore, mustFill, mustKeepVolumes, mustLeaveVolumes } from '../pool-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

const claimsMax = 2;

export const compensateLeavesNothing: Contract = defineContract({
  id: 'warm-pool.compensate-leaves-nothing',
  intent: 'volume',
  title: 'A pool that is taken down leaves only what is claimed',
  statement:
    'compensate of warm-pool resolves, however often it is called, and then no volume of the pool is left but those that are claimed, which stay as they are; when they are released, nothing is left.',
  workflow: 'warm-pool',
  requires: ['warmVolumes'],
  needs: ['ledger'],
  reaches: ['compensate resolved', 'claim-warm resolved'],
  steps: (facts) =>
    fc
      .tuple(anyPool(facts), fc.integer({ min: 0, max: claimsMax }), fc.boolean())
      .map(([pool, claims, twice]) => takenDown(facts, pool, claims, twice)),
  boundaries: (facts) => [
    takenDown(facts, smallPool(facts), 1, true),
    takenDown(facts, { ...smallPool(facts), perZone: 2 }, 1, false),
    [takeDown(smallPool(facts))],
  ],
  run: async (trial: Trial) => {
    const before = await idsBefore(trial);
    const inPool = new Set<string>();
    const held = new Map<string, string>();
    let isElsewhere = false;
    const mustLeave = async (expected: string) => {
      await mustKeepVolumes(trial, held.values(), 'a volume that is claimed stays when its pool is taken down');
      if (!isElsewhere) await mustLeaveVolumes(trial, before, held.values(), expected);
    };
    let isDown = false;
    await trial.play({
      workflow: async (result) => {
        for (const id of (await mustFill(trial, result)).ids) inPool.add(id);
        isDown = false;
        await waitQuiet(trial);
      },
      'claim-warm': async (result) => {
        const id = claimedId(result);
        isElsewhere = isElsewhere || id === undefined || !inPool.has(id);
        if (id !== undefined) held.set(result.step.as, id);
        await waitQuiet(trial);
      },
      compensate: async (result) => {
        mustResolve(trial, result);
        isDown = true;
        await mustLeave('a pool that was taken down has no volume but those that are claimed');
      },
      'release-warm': async (result) => {
        mustResolve(trial, result);
        held.delete(result.step.target);
        if (isDown) await mustLeave('a volume that is released into a pool that was taken down goes');
      },
    });
  },
});

function takenDown(facts: WorldFacts, pool: PoolOrder, wanted: number, twice: boolean): readonly Step[] {
  const names = Array.from({ length: Math.min(wanted, claimsServed(pool, facts)) }, (_, index) => claimAt(index));
  return [
    fill('p1', pool),
    ...names.map((as) => claim(as)),
    takeDown(pool),
    ...(twice ? [takeDown(pool)] : []),
    ...names.map(release),
  ];
}
