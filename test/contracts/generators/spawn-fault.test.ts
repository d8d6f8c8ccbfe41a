import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  anySpawnsAroundFault,
  clearSpawnFaults,
  oneSpawnUnderEach,
  unclearSpawnFaults,
} from '../../../src/contracts/generators/spawn-fault.ts';
import { facts, tinyFacts } from '../facts.ts';

test('a clear failure stays in force until it is healed', () => {
  for (const { scope } of clearSpawnFaults(facts)) expect(scope).toEqual({ operation: 'spawn' });
});

test('only failures that the service has words for are asked of it', () => {
  const world = { ...facts, nativeErrors: ['capacity', 'unknown'] as const };
  expect(clearSpawnFaults(world)).toEqual([{ kind: 'native-error', error: 'capacity', scope: { operation: 'spawn' } }]);
  expect(unclearSpawnFaults(world).map(({ kind }) => kind)).not.toContain('native-error');
});

test.each([facts, tinyFacts])('at least one spawn meets the fault', (world) => {
  fc.assert(
    fc.property(anySpawnsAroundFault(world, unclearSpawnFaults(world)), (steps) => {
      const injected = steps.findIndex(({ op }) => op === 'fault');
      expect(steps[injected + 1]?.op).toBe('spawn');
    }),
  );
});

test('a service without such failures makes an empty case', () => {
  expect(fc.sample(anySpawnsAroundFault(facts, []), 1)).toEqual([[]]);
});

test('each fault gets a case of its own', () => {
  const faults = unclearSpawnFaults(facts);
  const cases = oneSpawnUnderEach(facts, faults);
  expect(cases.map((steps) => steps.flatMap((step) => (step.op === 'fault' ? [step.fault] : [])))).toEqual(
    faults.map((fault) => [fault]),
  );
});
