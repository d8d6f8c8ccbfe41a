import fc from 'fast-check';
import type { Death } from '../../testbed/processes.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyDeath, everyDeath } from '../generators/death.ts';
import { fill, type PoolOrder, smallPool, takeDown } from '../generators/pool-steps.ts';
import { claim } from '../generators/warm-steps.ts';
import { idsBefore, mustFill, mustLeaveVolumes } from '../pool-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

/** A pool of one volume is filled, claimed from and taken down in fewer calls. */
const callsMax = 9;

export const survivesACrash: Contract = defineContract({
  id: 'warm-pool.survives-a-crash',
  intent: 'volume',
  title: 'Whoever dies over a pool leaves nothing in it',
  statement:
    'When a process dies while it fills a pool, claims from it or takes it down, before or after any of its calls, warm-pool run again in another process, once the consistency window and the time of a claim have passed, brings the pool to its target with no volume too many, and compensate leaves none.',
  workflow: 'warm-pool',
  requires: ['warmVolumes'],
  needs: ['ledger', 'processes'],
  reaches: ['process died'],
  steps: (facts) =>
    fc
      .array(fc.tuple(fc.constantFrom(...duties), anyDeath(callsMax)), { minLength: 1, maxLength: 3 })
      .map((deaths) => crashes(facts, deaths)),
  // Each case has one in every duty.
  boundaries: (facts) =>
    everyDeath(callsMax).map((death) =>
      crashes(
        facts,
        duties.map((duty) => [duty, death]),
      ),
    ),
  run: async (trial: Trial) => {
    const { warmClaimMs } = trial.facts;
    const before = await idsBefore(trial);
    // Where nobody can tell that a claimer is dead, what it claimed is lost until it is released.
    let lost = 0;
    const mustLeave = async (ids: readonly string[], expected: string) => {
      if (lost === 0) await mustLeaveVolumes(trial, before, ids, expected);
    };
    await trial.play({
      process: async (result) => {
        if (mustResolve(trial, result).died) trial.reach('process died');
        const hasClaimed = result.step.steps.some(({ op }) => op === 'claim-warm');
        if (hasClaimed && warmClaimMs === undefined) lost += 1;
        if (hasClaimed) await trial.probe({ op: 'wait', ms: warmClaimMs ?? 0 });
        await waitQuiet(trial);
      },
      workflow: async (result) => {
        const { ids } = await mustFill(trial, result);
        await mustLeave(ids, 'a pool over which a process died has no volume too many');
        await waitQuiet(trial);
      },
      compensate: async (result) => {
        mustResolve(trial, result);
        await mustLeave([], 'a pool that was taken down has no volume left');
      },
    });
  },
});

type Duty = 'fill' | 'claim' | 'take down';

const duties: readonly Duty[] = ['fill', 'claim', 'take down'];

function crashes(facts: WorldFacts, deaths: readonly (readonly [Duty, Death])[]): readonly Step[] {
  const pool: PoolOrder = { ...smallPool(facts), ...(facts.zones && { zones: facts.zones.slice(0, 1) }) };
  const process = ([duty, death]: readonly [Duty, Death], index: number): Step => ({
    op: 'process',
    steps: [dutyStep(duty, pool, `d${index + 1}`)],
    death,
  });
  const isFirst = deaths[0]?.[0] === 'fill';
  return [
    ...(isFirst ? [] : [fill('p1', pool)]),
    ...deaths.flatMap((each, index) => [process(each, index), fill(`again${index + 1}`, pool)]),
    takeDown(pool),
  ];
}

function dutyStep(duty: Duty, pool: PoolOrder, as: string): Step {
  switch (duty) {
    case 'fill':
      return fill(as, pool);
    case 'claim':
      return claim(as);
    case 'take down':
      return takeDown(pool);
  }
}
