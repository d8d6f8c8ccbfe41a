import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyKey, spawnUnder } from '../generators/keyed-request.ts';
import { nameAt } from '../generators/life-steps.ts';
import { anyPause } from '../generators/pause.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

const callsMax = 6;

export const oneKeyOneInstance: Contract = defineContract({
  id: 'idempotency.one-key-one-instance',
  intent: 'launch',
  title: 'One key gives one instance, however often',
  statement:
    'spawn that is repeated with the same idempotency key and the same request resolves to the same instance each time, at once or a while later, while it boots or runs; there is one machine.',
  requires: ['idempotentSpawn'],
  needs: ['ledger'],
  steps: anyRepetitions,
  boundaries: (facts) => [
    [spawnUnder(facts, 'i1', 'key'), spawnUnder(facts, 'i2', 'key'), spawnUnder(facts, 'i3', 'key')],
    [spawnUnder(facts, 'i1', 'key'), { op: 'await-running', target: 'i1' }, spawnUnder(facts, 'i2', 'key')],
  ],
  run: async (trial: Trial) => {
    const first = new Map<string, string>();
    await trial.play({
      spawn: (result) => {
        mustSpawn(result, trial);
        const key = result.step.request.idempotencyKey ?? '';
        const id = trial.idOf(result.step.as) ?? '';
        const before = first.get(key) ?? id;
        first.set(key, before);
        trial.expect(id === before, 'the same key and request give the same instance', () => `${before}, then ${id}`);
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a repeated spawn makes no second machine');
  },
});

function anyRepetitions(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const call = fc.tuple(anyPause(facts), fc.boolean());
  return fc
    .tuple(anyKey(), fc.array(call, { minLength: 2, maxLength: callsMax }))
    .map(([key, calls]) =>
      calls.flatMap(([pause, runs], index): readonly Step[] => [
        spawnUnder(facts, nameAt(index), key),
        ...(runs ? [{ op: 'await-running', target: nameAt(index) } as const] : pause),
      ]),
    );
}
