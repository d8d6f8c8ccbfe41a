import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps, spawnCountMax } from '../generators/life-steps.ts';
import { spawnMany } from '../generators/spawn-many.ts';
import { anySpawnRequest, plainRequest } from '../generators/spawn-request.ts';
import { mustSpawn } from '../instance-checks.ts';
import type { Name, Step } from '../step.ts';
import type { Trial } from '../trial.ts';

export const uniqueIds: Contract = defineContract({
  id: 'launch.unique-ids',
  intent: 'launch',
  title: 'Every instance has an id of its own',
  statement:
    'Every spawn gives an id that no other spawn gave: not for an equal request, and not the id of an instance that has since been terminated.',
  breadth: 4,
  steps: (facts) =>
    anyLifeSteps(facts, {
      kinds: ['spawn', 'spawn', 'spawn', 'terminate', 'wait'],
      request: fc.oneof(fc.constant(plainRequest(facts)), anySpawnRequest(facts)),
    }),
  // The answer to one of many is unclear.
  boundaries: (facts) => [
    twins(facts),
    twins(facts, [{ op: 'terminate', target: 'i1' }]),
    spawnMany(facts, spawnCountMax(facts, 12)),
  ],
  run: async (trial: Trial) => {
    const owners = new Map<string | undefined, Name>();
    await trial.play({
      spawn: (result) => {
        mustSpawn(result, trial);
        const id = trial.idOf(result.step.as);
        const owner = owners.get(id);
        trial.expect(
          owner === undefined,
          'each spawn gives a new id',
          () => `${result.step.as} has the id of ${owner}`,
        );
        owners.set(id, result.step.as);
      },
    });
  },
});

/** Two equal requests; and one after the first is gone. */
function twins(facts: WorldFacts, between: readonly Step[] = []): readonly Step[] {
  const request = plainRequest(facts);
  if (spawnCountMax(facts) < 2) return [{ op: 'spawn', as: 'i1', request }];
  return [{ op: 'spawn', as: 'i1', request }, ...between, { op: 'spawn', as: 'i2', request }];
}
