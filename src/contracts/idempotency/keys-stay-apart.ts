import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { similarKeys, spawnUnder } from '../generators/keyed-request.ts';
import { nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

const spawnsMax = 4;

export const keysStayApart: Contract = defineContract({
  id: 'idempotency.keys-stay-apart',
  intent: 'launch',
  title: 'Different keys give different instances',
  statement:
    'Equal requests with different idempotency keys, however alike, give different instances, and so do equal requests without any key.',
  requires: ['idempotentSpawn'],
  needs: ['ledger'],
  steps: anyDifferentKeys,
  boundaries: (facts) =>
    pairs(similarKeys.slice(0, spawnCountMax(facts) > 1 ? undefined : 0)).map((pair) => toSteps(facts, pair)),
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustSpawn });
    const ids = trial.bound().map((name) => trial.idOf(name));
    trial.expect(new Set(ids).size === ids.length, 'different keys give different instances', () => ids.join(', '));
    await waitQuiet(trial);
    for (const name of trial.bound()) await mustExist(trial, name, 'every key has a machine of its own');
    await mustLeaveNoStrays(trial, 'every key has one machine');
  },
});

function anyDifferentKeys(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const max = spawnCountMax(facts, spawnsMax);
  const keys = fc.shuffledSubarray([...similarKeys], { minLength: 1, maxLength: max });
  return fc
    .tuple(keys, fc.nat({ max: 2 }))
    .map(([drawn, without]) =>
      toSteps(facts, [...drawn, ...Array.from({ length: Math.min(without, max - drawn.length) }, () => null)]),
    );
}

function toSteps(facts: WorldFacts, keys: readonly (string | null)[]): readonly Step[] {
  return keys.map((key, index) =>
    key === null
      ? { op: 'spawn', as: nameAt(index), request: plainRequest(facts) }
      : spawnUnder(facts, nameAt(index), key),
  );
}

function pairs(keys: readonly string[]): readonly (readonly string[])[] {
  return keys.slice(1).map((key, index) => [keys[index] ?? key, key]);
}
