import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyLifeSteps, spawnCountMax } from '../../../src/contracts/generators/life-steps.ts';
import { facts, tinyFacts } from '../facts.ts';

const kinds = ['spawn', 'terminate', 'get', 'list', 'await-running', 'wait'] as const;

test('a life begins with a spawn, and every target was spawned before', () => {
  fc.assert(
    fc.property(anyLifeSteps(facts, { kinds }), (steps) => {
      const bound = new Set<string>();
      expect(steps[0]?.op).toBe('spawn');
      for (const step of steps) {
        if (step.op === 'spawn') bound.add(step.as);
        if ('target' in step) expect(bound).toContain(step.target);
      }
    }),
  );
});

test('a life never spawns more machines than the world holds', () => {
  fc.assert(
    fc.property(anyLifeSteps(tinyFacts, { kinds }), (steps) => {
      expect(steps.filter(({ op }) => op === 'spawn')).toHaveLength(1);
    }),
  );
});

test('a name is bound once', () => {
  fc.assert(
    fc.property(anyLifeSteps(facts, { kinds: ['spawn'] }), (steps) => {
      const names = steps.flatMap((step) => (step.op === 'spawn' ? [step.as] : []));
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});

test.each([
  [0, 1],
  [1, 1],
  [3, 3],
  [9, 4],
])('a world that holds %i allows %i', (instancesMax, allowed) => {
  expect(spawnCountMax({ ...facts, instancesMax })).toBe(allowed);
});

test('nobody waits for a machine to run that was told to end', () => {
  fc.assert(
    fc.property(anyLifeSteps(facts, { kinds }), (steps) => {
      const ended = new Set<string>();
      for (const step of steps) {
        if (step.op === 'terminate') ended.add(step.target);
        if (step.op === 'await-running') expect(ended).not.toContain(step.target);
      }
    }),
  );
});
