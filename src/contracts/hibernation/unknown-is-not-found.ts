import fc from 'fast-check';
import { type Contract, defineContract } from '../contract.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { runningMachine } from '../generators/running-machine.ts';
import { anyUnknownId, typicalUnknownIds } from '../generators/unknown-id.ts';
import { mustSpawn } from '../instance-checks.ts';
import { mustRefuse } from '../refusals.ts';
import { ledgerEntry } from '../sleep-checks.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const callsMax = 3;

export const unknownIsNotFound: Contract = defineContract({
  id: 'hibernation.unknown-is-not-found',
  intent: 'hibernate',
  title: 'hibernate and resume of the unknown are NOT_FOUND',
  statement:
    'hibernate and resume throw a ProviderError with the code NOT_FOUND for an id that the service does not know, however the id is spelt, and leave the instances that there are as they are.',
  requires: ['hibernation'],
  needs: ['ledger'],
  steps: (facts) => {
    const call = fc.tuple(fc.constantFrom('hibernate', 'resume'), fc.oneof(anyUnknownId(), anyOddId()));
    return fc
      .tuple(fc.array(call, { minLength: 1, maxLength: callsMax }), fc.boolean())
      .map(([calls, alone]): readonly Step[] => [
        ...(alone ? [] : runningMachine(facts)),
        ...calls.map(([op, target]): Step => ({ op, target })),
      ]);
  },
  boundaries: (facts) => [[...runningMachine(facts), ...unknown('hibernate'), ...unknown('resume')]],
  run: async (trial: Trial) => {
    const check = (result: StepResult<'hibernate'> | StepResult<'resume'>) => {
      // No step is aimed at a name, so every target is an id.
      const expected = `${result.step.op} throws NOT_FOUND for an id that nobody knows`;
      mustRefuse(trial, result, expected, ['NOT_FOUND']);
    };
    await trial.play({ spawn: mustSpawn, hibernate: check, resume: check });
    for (const { step, outcome } of trial.results('await-running')) {
      if (outcome !== 'resolved') continue;
      const entry = await ledgerEntry(trial, step.target);
      const expected = 'a call on the unknown leaves what there is as it is';
      trial.expect(entry?.running === true, expected, () => `${step.target} does not run any more`);
    }
  },
});

function unknown(op: 'hibernate' | 'resume'): readonly Step[] {
  return typicalUnknownIds.map((target): Step => ({ op, target }));
}
