import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { faultGoal, watchFaults } from '../fault-watch.ts';
import { anyKey } from '../generators/keyed-request.ts';
import { nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { anySpawnRequest, plainRequest } from '../generators/spawn-request.ts';
import { faultsOf } from '../generators/wire-fault.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

const spawnsMax = 2;

export const deliveredTwice: Contract = defineContract({
  id: 'idempotency.delivered-twice',
  intent: 'launch',
  title: 'A request that arrives twice makes one machine',
  statement:
    'When somebody between the provider and the service sends a spawn again, so that the service gets it twice and the provider hears the second answer, spawn still resolves to the machine that was made, with or without an idempotency key of the caller, and there is one.',
  requires: ['idempotentSpawn'],
  needs: ['faults', 'ledger'],
  reaches: [faultGoal],
  steps: (facts) =>
    fc
      .array(fc.tuple(anySpawnRequest(facts), fc.option(anyKey())), {
        minLength: 1,
        maxLength: spawnCountMax(facts, spawnsMax),
      })
      .map((wanted) => {
        const keys = new Set<string | null>();
        const isFresh = ([, key]: (typeof wanted)[number]) => key === null || (!keys.has(key) && keys.add(key));
        return toSteps(
          facts,
          wanted
            .filter(isFresh)
            .map(([request, key]) => (key === null ? request : { ...request, idempotencyKey: key })),
        );
      }),
  boundaries: (facts) => [
    toSteps(facts, [plainRequest(facts)]),
    toSteps(facts, [{ ...plainRequest(facts), idempotencyKey: 'key' }]),
  ],
  run: async (trial: Trial) => {
    const watch = watchFaults(trial);
    await trial.play({
      spawn: async (result) => {
        watch.touched();
        mustSpawn(result, trial);
        await mustExist(trial, result.step.as, 'a spawn that arrived twice resolves to the machine that was made');
      },
    });
    const ids = trial.bound().map((name) => trial.idOf(name));
    trial.expect(new Set(ids).size === ids.length, 'every spawn has a machine of its own', () => ids.join(', '));
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn that arrived twice made one machine');
  },
});

function toSteps(facts: WorldFacts, requests: readonly Extract<Step, { op: 'spawn' }>['request'][]): readonly Step[] {
  const [fault] = faultsOf(facts, ['duplicate-delivery'], { operation: 'spawn' });
  if (fault === undefined) return [];
  return [
    { op: 'fault', as: 'f1', fault },
    ...requests.map((request, index): Step => ({ op: 'spawn', as: nameAt(index), request })),
    { op: 'heal', target: 'f1' },
  ];
}
