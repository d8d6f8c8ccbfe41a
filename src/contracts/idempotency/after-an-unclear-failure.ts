import fc from 'fast-check';
import { isProviderError } from '../../provider/provider-error.ts';
import type { Fault } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyKey, spawnUnder } from '../generators/keyed-request.ts';
import { unclearSpawnFaults } from '../generators/spawn-fault.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

export const afterAnUnclearFailure: Contract = defineContract({
  id: 'idempotency.after-an-unclear-failure',
  intent: 'launch',
  title: 'After an unclear failure the key finds what was made',
  statement:
    'When nobody can tell whether a spawn with a key worked, the same spawn, sent again once the service answers and the consistency window has passed, resolves to the one machine: the one that was made, or else a new one.',
  requires: ['idempotentSpawn'],
  needs: ['faults', 'ledger'],
  steps: anyRetries,
  boundaries: (facts) =>
    unclearSpawnFaults(facts, [{ operation: 'spawn' }]).map((fault) => retry(facts, 'key', fault, 1)),
  run: async (trial: Trial) => {
    let isUnclear = false;
    await trial.play({
      fault: () => {
        isUnclear = true;
      },
      heal: async () => {
        isUnclear = false;
        await waitQuiet(trial);
      },
      spawn: (result) => {
        if (!isUnclear) return mustSpawn(result, trial);
        const isHonest =
          result.outcome === 'resolved' || (result.outcome === 'threw' && isProviderError(result.thrown));
        const expected = 'an unclear spawn resolves or throws a ProviderError';
        trial.expect(isHonest, expected, () => describeResult(result));
      },
    });
    const ids = new Set(trial.bound().map((name) => trial.idOf(name)));
    trial.expect(ids.size <= 1, 'a key whose spawn was unclear gives one instance', () => [...ids].join(', '));
    await waitQuiet(trial);
    for (const name of trial.bound()) await mustExist(trial, name, 'the instance of a key exists');
    // A spawn that stayed unclear to the end may have made the one machine that nobody was told of.
    if (ids.size > 0) await mustLeaveNoStrays(trial, 'a key whose spawn was unclear has one machine');
  },
});

function anyRetries(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const faults = unclearSpawnFaults(facts, [{ operation: 'spawn' }, { operation: 'spawn', nth: 1 }]);
  return fc
    .tuple(anyKey(), fc.constantFrom(...faults), fc.integer({ min: 1, max: 2 }))
    .map(([key, fault, attempts]) => retry(facts, key, fault, attempts));
}

function retry(facts: WorldFacts, key: string, fault: Fault, attempts: number): readonly Step[] {
  return [
    { op: 'fault', as: 'f1', fault },
    ...Array.from({ length: attempts }, (_, index) => spawnUnder(facts, `u${index + 1}`, key)),
    { op: 'heal', target: 'f1' },
    spawnUnder(facts, 'i1', key),
  ];
}
