import fc from 'fast-check';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyObservedLife } from '../generators/observed-life.ts';
import { wholeLife } from '../generators/whole-life.ts';
import { foreignToInstance, foreignToSnapshot } from '../generic-fields.ts';
import { instancesOf } from '../reads.ts';
import type { Step, StepOp } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const genericView: Contract = defineContract({
  id: 'observe.generic-view',
  intent: 'observe',
  title: 'A control plane is handed the generic view',
  statement:
    'What spawn, get, list, resume, createSnapshot and getSnapshotStatus resolve to has the fields of Instance and Snapshot, and no other: what only one provider has is for code that is written for it, and a control plane that could read it would come to depend on it.',
  steps: (facts) =>
    fc.tuple(anyObservedLife(facts), fc.boolean()).map(([life, hasMore]) => (hasMore ? withMore(facts, life) : life)),
  boundaries: (facts) => [wholeLife(facts), withMore(facts, wholeLife(facts))],
  run: (trial) =>
    trial.play({
      spawn: mustBeGeneric,
      get: mustBeGeneric,
      list: mustBeGeneric,
      'await-running': mustBeGeneric,
      resume: mustBeGeneric,
      'create-snapshot': mustBeGenericSnapshot,
      'snapshot-status': mustBeGenericSnapshot,
    }),
});

/** What a first machine can also be read by, where it can. */
function withMore({ declared }: WorldFacts, life: readonly Step[]): readonly Step[] {
  const birth = life.findIndex(({ op }) => op === 'spawn') + 1;
  const awake: readonly Step[] = [{ op: 'await-running', target: 'i1' }];
  const snapshots: readonly Step[] = [
    { op: 'create-snapshot', as: 's1', target: 'i1' },
    { op: 'snapshot-status', target: 's1' },
  ];
  const sleep: readonly Step[] = [
    { op: 'hibernate', target: 'i1' },
    { op: 'resume', target: 'i1' },
  ];
  const more = [...(declared?.snapshots ? snapshots : []), ...(declared?.hibernation ? sleep : [])];
  return more.length === 0 ? life : [...life.slice(0, birth), ...awake, ...more, ...life.slice(birth)];
}

/** Whether a call works is a matter of other contracts. */
function mustBeGeneric(result: StepResult, trial: Trial): void {
  for (const instance of instancesOf(result)) mustHaveNothing(trial, result.step.op, foreignToInstance(instance));
}

function mustBeGenericSnapshot(
  result: StepResult<'create-snapshot'> | StepResult<'snapshot-status'>,
  trial: Trial,
): void {
  if (result.outcome === 'resolved') mustHaveNothing(trial, result.step.op, foreignToSnapshot(result.value));
}

function mustHaveNothing(trial: Trial, op: StepOp, foreign: readonly string[]): void {
  const expected = 'what a control plane reads has generic fields only';
  trial.expect(foreign.length === 0, expected, () => `${op} shows ${foreign.join(', ')}`);
}
