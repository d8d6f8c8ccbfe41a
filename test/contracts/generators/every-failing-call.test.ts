import { expect, test } from 'vitest';
import { everyFailingCall, everyFailingCallAgain } from '../../../src/contracts/generators/every-failing-call.ts';
import type { Step } from '../../../src/contracts/step.ts';
import { noCapabilities } from '../../../src/provider/capability.ts';
import { facts } from '../facts.ts';
import { errorsOf } from './errors-of.ts';

test.each([everyFailingCall, everyFailingCallAgain])(
  '%o asks only for errors that the service has words for',
  (every) => {
    const cases = every({ ...facts, nativeErrors: ['auth', 'quota'] });
    expect(new Set(cases.flatMap(errorsOf))).toEqual(new Set(['auth', 'quota']));
    expect(every({ ...facts, nativeErrors: [] })).toEqual([]);
  },
);

test('every operation meets every error that it can meet, once, and each heals before the next', () => {
  const met = everyFailingCall(facts).flatMap(meetings);
  expect(new Set(met).size).toBe(met.length);
  expect(met).toEqual(
    expect.arrayContaining(['spawn capacity', 'get not-found', 'list unavailable', 'terminate auth']),
  );
});

test('a refusal of a spawn is met again and again, and says only once how long to wait', () => {
  const met = everyFailingCallAgain(facts).flatMap(meetings);
  expect(met.filter((each) => each === 'spawn capacity')).toHaveLength(6);
  expect(new Set(met)).toEqual(new Set(everyFailingCall(facts).flatMap(meetings)));
  const waits = everyFailingCallAgain(facts)
    .flat()
    .flatMap((step) => (step.op === 'fault' && step.fault.kind === 'native-error' ? [step.fault] : []))
    .filter(({ error, scope }) => error === 'rate-limit' && scope.operation === 'spawn')
    .map(({ retryAfterMs }) => retryAfterMs !== undefined);
  expect(waits).toEqual([true, false, false, false, false, false]);
});

test('no case may hold more machines than the world, should every refused spawn have made one', () => {
  for (const instancesMax of [1, 2, 4]) {
    for (const steps of [everyFailingCall, everyFailingCallAgain].flatMap((every) =>
      every({ ...facts, instancesMax }),
    )) {
      const spawns = steps.filter(({ op }) => op === 'spawn').length;
      expect(spawns).toBeLessThanOrEqual(Math.max(2, instancesMax));
    }
  }
});

test('where GPUs are declared, want of room and quotas meet a request for them too', () => {
  const declared = { ...noCapabilities, gpu: true };
  const added = everyFailingCall({ ...facts, declared, gpuModels: ['H100'] }).slice(everyFailingCall(facts).length);
  const asked = added.flat().filter((step, index) => step.op === 'spawn' && index > 0);
  expect(asked.map((step) => step.op === 'spawn' && step.request.spec.gpu?.model)).toEqual(['H100', 'H100']);
  expect(added.flatMap(errorsOf)).toEqual(['capacity', 'quota']);
  expect(everyFailingCall({ ...facts, gpuModels: ['H100'] })).toEqual(everyFailingCall(facts));
});

/** Which call met which error. */
function meetings(steps: readonly Step[]): readonly string[] {
  const errors = errorsOf(steps);
  return steps.flatMap((step, index) =>
    index > 0 && index % 3 === 2 ? [`${step.op} ${errors[(index - 2) / 3]}`] : [],
  );
}
