import fc from 'fast-check';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifeSteps } from '../generators/life-steps.ts';
import { anyOddId } from '../generators/odd-id.ts';
import { anyUnknownId } from '../generators/unknown-id.ts';
import { eventuallyReadsGone, mustSpawn } from '../instance-checks.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const idsMax = 3;

export const unknownIsSilent: Contract = defineContract({
  id: 'terminate.unknown-is-silent',
  intent: 'terminate',
  title: 'terminate is silent about what is not there',
  statement:
    'terminate resolves for an id that the service does not know, however the id is spelt, and for an instance that is already gone.',
  steps: (facts) => {
    const ids = fc.array(fc.oneof(anyUnknownId(), anyOddId()), { minLength: 1, maxLength: idsMax });
    const lives = anyLifeSteps(facts, { kinds: ['terminate', 'wait'], spawnsMax: 1, actionsMax: 3 });
    return fc
      .tuple(ids, fc.boolean(), lives)
      .map(([unknown, alone, life]): readonly Step[] => [...(alone ? [] : life), ...unknown.map(terminateStep)]);
  },
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustSpawn, terminate: mustBeSilent });
    for (const name of trial.bound()) {
      mustBeSilent(await trial.probe(terminateStep(name)), trial);
      await eventuallyReadsGone(trial, name);
      mustBeSilent(await trial.probe(terminateStep(name)), trial);
    }
  },
});

function terminateStep(target: string): Extract<Step, { op: 'terminate' }> {
  return { op: 'terminate', target };
}

function mustBeSilent(result: StepResult<'terminate'>, trial: Trial): void {
  const isKnown = trial.bound().includes(result.step.target);
  const expected = isKnown
    ? 'terminate resolves for an instance, there or gone'
    : 'terminate resolves for an id that nobody knows';
  mustResolve(trial, result, expected);
}
