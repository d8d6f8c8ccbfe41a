import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { fill, type PoolOrder, smallPool, takeDown } from '../generators/pool-steps.ts';
import { spawnWith } from '../generators/volume-steps.ts';
import { claim } from '../generators/warm-steps.ts';
import { eventuallyReadsGone, mustSpawn } from '../instance-checks.ts';
import { mustFill, mustKeepVolumes } from '../pool-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

export const keepsWhatWasAttached: Contract = defineContract({
  id: 'warm-pool.keeps-what-was-attached',
  intent: 'volume',
  title: 'A volume that an instance had is nobody else’s business',
  statement:
    'A claimed volume that an instance was spawned with outlives the instance and every later run and compensate of warm-pool, however long ago it was claimed: only its release ends it.',
  workflow: 'warm-pool',
  requires: ['warmVolumes'],
  needs: ['ledger'],
  reaches: ['spawn resolved'],
  steps: (facts) => fc.tuple(fc.boolean(), fc.boolean()).map(([ends, fills]) => attached(facts, ends, fills)),
  boundaries: (facts) => [attached(facts, true, true)],
  run: async (trial: Trial) => {
    const { warmClaimMs = 0 } = trial.facts;
    const mustKeep = async () => {
      const used = trial.bound().length > 0 ? trial.idOf('w1') : undefined;
      await mustKeepVolumes(trial, used === undefined ? [] : [used], 'a volume that an instance had stays');
    };
    await trial.play({
      workflow: async (result) => {
        await mustFill(trial, result);
        await mustKeep();
        await waitQuiet(trial);
      },
      spawn: async (result) => {
        if (trial.idOf('w1') === undefined) return;
        mustSpawn(result, trial);
        // Held long enough that a claim without an instance would be over.
        await trial.probe({ op: 'wait', ms: warmClaimMs });
      },
      terminate: async (result) => {
        mustResolve(trial, result);
        if (trial.idOf(result.step.target) !== undefined) await eventuallyReadsGone(trial, result.step.target);
        await waitQuiet(trial);
      },
      compensate: async (result) => {
        mustResolve(trial, result);
        await mustKeep();
      },
    });
  },
});

function attached(facts: WorldFacts, ends: boolean, fills: boolean): readonly Step[] {
  const pool: PoolOrder = { ...smallPool(facts), ...(facts.zones && { zones: facts.zones.slice(0, 1) }) };
  return [
    fill('p1', pool),
    claim('w1'),
    spawnWith(facts, 'i1', 'w1'),
    ...(ends ? [{ op: 'terminate', target: 'i1' } as const] : []),
    ...(fills ? [fill('p2', pool)] : []),
    takeDown(pool),
  ];
}
