import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { nameAt } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import type { Step } from '../step.ts';
import type { Trial } from '../trial.ts';

/** One more, for who looks whether newer credentials have come. */
const attemptsMax = 2;
const roundsMax = 4;

export const authIsNotRetried: Contract = defineContract({
  id: 'errors.auth-is-not-retried',
  intent: 'operate',
  title: 'Refused credentials are not tried again and again',
  statement:
    'A call whose credentials the service refuses asks each region at most twice before it throws: who goes on asking is locked out, and learns of it late.',
  level: 'should',
  needs: ['faults'],
  reaches: ['refused credentials'],
  breadth: 3,
  steps: (facts) => fc.array(fc.constantFrom(...calls(facts)), { minLength: 1, maxLength: roundsMax }).map(refused),
  // A service has several words for one refusal.
  boundaries: (facts) => calls(facts).map((call) => refused(Array.from({ length: roundsMax }, () => call))),
  run: async (trial: Trial) => {
    await trial.play({
      heal: ({ step }) => {
        const touched = trial.fault(step.target)?.touched ?? 0;
        if (touched > 0) trial.reach('refused credentials');
        const most = attemptsMax * trial.facts.regions.length;
        const expected = 'refused credentials are sent at most twice to each region';
        trial.expect(
          touched <= most,
          expected,
          () => `${touched} calls were refused, in ${trial.facts.regions.length} regions`,
        );
      },
    });
  },
});

type Call = (index: number) => Step;

function calls(facts: WorldFacts): readonly Call[] {
  return [() => ({ op: 'list' }), (index) => ({ op: 'spawn', as: nameAt(index), request: plainRequest(facts) })];
}

function refused(made: readonly Call[]): readonly Step[] {
  return made.flatMap((call, index): readonly Step[] => [
    { op: 'fault', as: `f${index + 1}`, fault: { kind: 'native-error', error: 'auth', scope: {} } },
    call(index),
    { op: 'heal', target: `f${index + 1}` },
  ]);
}
