import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyFailingCalls } from '../../../src/contracts/generators/native-error.ts';
import { facts } from '../facts.ts';
import { errorsOf } from './errors-of.ts';

test('Only errors that the service has words for are asked of it', () => {
  const world = { ...facts, nativeErrors: ['auth', 'quota'] } as const;
  const drawn = fc.sample(anyFailingCalls(world), { numRuns: 100, seed: 1 });
  expect(new Set(drawn.flatMap(errorsOf))).toEqual(new Set(['auth', 'quota']));
});

test('A service without words for errors gets no case', () => {
  expect(fc.sample(anyFailingCalls({ ...facts, nativeErrors: [] }), 1)).toEqual([[]]);
});

test('Every fault meets one call and then heals', () => {
  for (const steps of fc.sample(anyFailingCalls(facts), { numRuns: 100, seed: 1 })) {
    const ops = steps.slice(1).map(({ op }) => op);
    for (let at = 0; at < ops.length; at += 3) {
      expect([ops[at], ops[at + 2]]).toEqual(['fault', 'heal']);
    }
  }
});
