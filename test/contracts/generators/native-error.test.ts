import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyFailingCalls, everyFailingCall } from '../../../src/contracts/generators/native-error.ts';
import type { Step } from '../../../src/contracts/step.ts';
import { noCapabilities } from '../../../src/provider/capability.ts';
import { facts } from '../facts.ts';

test('Only errors that the service has words for are asked of it', () => {
  const world = { ...facts, nativeErrors: ['auth', 'quota'] } as const;
  const drawn = [...everyFailingCall(world), ...fc.sample(anyFailingCalls(world), { numRuns: 100, seed: 1 })];
  expect(new Set(drawn.flatMap(errorsOf))).toEqual(new Set(['auth', 'quota']));
});

test('A service without words for errors gets no case', () => {
  const world = { ...facts, nativeErrors: [] };
  expect(everyFailingCall(world)).toEqual([]);
  expect(fc.sample(anyFailingCalls(world), 1)).toEqual([[]]);
});

test('Every fault meets one call and then heals', () => {
  for (const steps of fc.sample(anyFailingCalls(facts), { numRuns: 100, seed: 1 })) {
    const ops = steps.slice(1).map(({ op }) => op);
    for (let at = 0; at < ops.length; at += 3) {
      expect([ops[at], ops[at + 2]]).toEqual(['fault', 'heal']);
    }
  }
});

test('Every operation meets every error that it can meet', () => {
  const met = everyFailingCall(facts).map((steps) => `${steps.at(-2)?.op} ${errorsOf(steps)[0]}`);
  expect(new Set(met).size).toBe(met.length);
  expect(met).toEqual(
    expect.arrayContaining(['spawn capacity', 'get not-found', 'list unavailable', 'terminate auth']),
  );
});

test('Where GPUs are declared, want of room and quotas meet a request for them too', () => {
  const declared = { ...noCapabilities, gpu: true };
  const added = everyFailingCall({ ...facts, declared, gpuModels: ['H100'] }).slice(everyFailingCall(facts).length);
  const asked = added.map((steps) => steps.at(-2));
  expect(asked.map((step) => step?.op === 'spawn' && step.request.spec.gpu?.model)).toEqual(['H100', 'H100']);
  expect(added.flatMap(errorsOf)).toEqual(['capacity', 'quota']);
  expect(everyFailingCall({ ...facts, gpuModels: ['H100'] })).toEqual(everyFailingCall(facts));
});

function errorsOf(steps: readonly Step[]): readonly string[] {
  return steps.flatMap((step) => (step.op === 'fault' && step.fault.kind === 'native-error' ? [step.fault.error] : []));
}
