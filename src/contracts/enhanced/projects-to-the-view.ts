import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { mustAgreeWithRead, mustProject } from '../enhanced-checks.ts';
import { anyObservedLife } from '../generators/observed-life.ts';
import { wholeLife } from '../generators/whole-life.ts';
import { faultsOf } from '../generators/wire-fault.ts';
import { foreignToInstance, instanceFields } from '../generic-fields.ts';
import { mustSpawn } from '../instance-checks.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const kind = { fields: instanceFields, foreign: foreignToInstance };
const goal = 'whole instance';

export const projectsToTheView: Contract = defineContract({
  id: 'enhanced.projects-to-the-view',
  intent: 'observe',
  title: 'The enhanced view projects to the generic one',
  statement:
    'In every state of an instance, also one that nobody has heard of, enhanced.get resolves to it, with everything that only its provider knows, or to null. project keeps each generic field as it is and nothing else, and gives what get gives: the control plane and the code that is written for the provider see the same machine.',
  enhanced: true,
  reaches: [goal],
  steps: (facts) =>
    fc
      .tuple(anyObservedLife(facts), fc.nat({ max: 3 }))
      .map(([life, draw]) => (draw === 0 ? inAnUnknownState(facts, life) : lookedAt(life))),
  boundaries: (facts) => [lookedAt(wholeLife(facts)), inAnUnknownState(facts, wholeLife(facts))],
  run: (trial) => trial.play({ spawn: mustSpawn, 'get-enhanced': mustBeTheSame }),
});

async function mustBeTheSame(result: StepResult<'get-enhanced'>, trial: Trial): Promise<void> {
  if (mustProject(trial, result, kind).whole !== null) trial.reach(goal);
  const { target } = result.step;
  await mustAgreeWithRead(trial, result.step, { op: 'get', target });
}

/** Each look by `get` is one at everything too. */
function lookedAt(life: readonly Step[]): readonly Step[] {
  return life.flatMap((step): readonly Step[] =>
    step.op === 'get' ? [step, { op: 'get-enhanced', target: step.target }] : [step],
  );
}

/** The service has a new word for the state of everything, from the first look on. Nothing is known to run then. */
function inAnUnknownState(facts: WorldFacts, life: readonly Step[]): readonly Step[] {
  const [fault] = faultsOf(facts, ['unknown-enum'], {});
  const steps = lookedAt(life);
  const first = steps.findIndex(({ op }) => op === 'get-enhanced');
  if (fault === undefined || first < 0) return steps;
  const later = steps.slice(first).filter(({ op }) => op !== 'await-running' && op !== 'spawn');
  return [...steps.slice(0, first), { op: 'fault', as: 'f1', fault }, ...later, { op: 'heal', target: 'f1' }];
}
