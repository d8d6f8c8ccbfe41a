import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { nameAt, spawnCountMax } from '../generators/life-steps.ts';
import { anySpawnRequest, plainRequest } from '../generators/spawn-request.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { isLive, mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { mustGet } from '../reads.ts';
import type { Name, Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustExist } from '../truth-checks.ts';

const terminationsMax = 4;

export const onlyTarget: Contract = defineContract({
  id: 'terminate.only-target',
  intent: 'terminate',
  title: 'terminate ends its target and nothing else',
  statement:
    'terminate leaves every other instance as it is, in the ledger and in what get reports: also one from an equal request, also when it is called again, and also when nobody knows its target.',
  needs: ['ledger'],
  reaches: ['spawn resolved', 'terminate resolved'],
  steps: anySpawnsAndTerminations,
  boundaries: (facts) => [
    [...twins(facts), { op: 'terminate', target: 'i1' }],
    [...twins(facts), { op: 'terminate', target: 'i1' }, { op: 'terminate', target: 'i1' }],
    [...twins(facts), { op: 'terminate', target: 'unknown-0123456789ab' }],
  ],
  run: async (trial: Trial) => {
    await trial.play({
      spawn: mustSpawn,
      terminate: async (result: StepResult<'terminate'>) => {
        mustResolve(trial, result);
        for (const name of trial.alive()) await mustStand(trial, name);
      },
    });
    await waitQuiet(trial);
    for (const name of trial.alive()) {
      await mustStand(trial, name);
      const instance = mustGet(trial, await trial.probe({ op: 'get', target: name }));
      trial.expect(
        isLive(instance),
        'get shows the instances that were not terminated as they were',
        () => `${name} is ${instance?.status ?? 'null'}`,
      );
    }
  },
});

async function mustStand(trial: Trial, name: Name): Promise<void> {
  await mustExist(trial, name, 'an instance that was not terminated is still there');
}

function anySpawnsAndTerminations(facts: WorldFacts): fc.Arbitrary<readonly Step[]> {
  const request = fc.oneof(fc.constant(plainRequest(facts)), anySpawnRequest(facts));
  const spawnsMax = spawnCountMax(facts);
  const requests = fc.array(request, { minLength: Math.min(2, spawnsMax), maxLength: spawnsMax });
  // One more than there can be: nobody knows it.
  const picks = fc.array(fc.nat({ max: spawnsMax }), { minLength: 1, maxLength: terminationsMax });
  return fc
    .tuple(requests, picks, anyUnknownId(), fc.option(fc.nat({ max: spawnsMax - 1 })))
    .map(([wanted, targets, unknown, awaited]): readonly Step[] => [
      ...wanted.map((wish, index): Step => ({ op: 'spawn', as: nameAt(index), request: wish })),
      ...(awaited !== null && awaited < wanted.length
        ? [{ op: 'await-running', target: nameAt(awaited) } as const]
        : []),
      ...targets.map((pick): Step => ({ op: 'terminate', target: pick < wanted.length ? nameAt(pick) : unknown })),
    ]);
}

/** Two equal requests, as far as the world holds two. */
function twins(facts: WorldFacts): readonly Step[] {
  const names = ['i1', 'i2'].slice(0, spawnCountMax(facts));
  return names.map((as): Step => ({ op: 'spawn', as, request: plainRequest(facts) }));
}
