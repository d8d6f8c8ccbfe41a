import fc from 'fast-check';
import { instanceStatuses } from '../../provider/instance.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { describeValue } from '../describe.ts';
import { faultGoal, watchFaults } from '../fault-watch.ts';
import { anyPause } from '../generators/pause.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { faultsOf } from '../generators/wire-fault.ts';
import { mustSpawn } from '../instance-checks.ts';
import { waitQuiet } from '../quiet.ts';
import { instancesOf, mustGet, mustList } from '../reads.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

const looksMax = 3;

export const unknownStateIsMapped: Contract = defineContract({
  id: 'observe.unknown-state-is-mapped',
  intent: 'observe',
  title: 'A state that nobody has heard of becomes one of the eight',
  statement:
    'When the service shows a machine in a state that it did not have when the provider was written, get and list still resolve, with one of the eight statuses, and the machine is not left out: services add states, and a control plane must not go blind over it.',
  needs: ['faults'],
  reaches: [faultGoal],
  steps: (facts) =>
    fc
      .array(fc.tuple(fc.constantFrom('get' as const, 'list' as const), anyPause(facts)), {
        minLength: 1,
        maxLength: looksMax,
      })
      .map((looks) => toSteps(facts, looks)),
  boundaries: (facts) =>
    [
      toSteps(facts, [
        ['get', []],
        ['list', []],
      ]),
    ].filter(({ length }) => length > 0),
  run: async (trial: Trial) => {
    const watch = watchFaults(trial);
    const judge = (result: StepResult<'get'> | StepResult<'list'>) => {
      if (watch.touched().length > 0) mustBeMapped(trial, result);
    };
    await trial.play({ spawn: spawnAndWait, get: judge, list: judge });
  },
});

/** What is left out after this is not merely late. */
async function spawnAndWait(result: StepResult<'spawn'>, trial: Trial): Promise<void> {
  mustSpawn(result, trial);
  await waitQuiet(trial);
}

function mustBeMapped(trial: Trial, result: StepResult<'get'> | StepResult<'list'>): void {
  mustResolve(trial, result, 'a read resolves although it shows a state that nobody has heard of');
  const { step } = result;
  const seen =
    step.op === 'get' ? [mustGet(trial, result as StepResult<'get'>)] : mustList(trial, result as StepResult<'list'>);
  trial.expect(
    seen.some((instance) => instance?.id === trial.idOf('i1')),
    'a machine in a state that nobody has heard of is not left out',
    () => `${step.op} does not show i1`,
  );
  const wrong = instancesOf(result).find(({ status }) => !instanceStatuses.includes(status));
  const seenAs = () => `it is ${describeValue(wrong?.status)}`;
  trial.expect(wrong === undefined, 'a state that nobody has heard of becomes one of the eight statuses', seenAs);
}

type Look = readonly [op: 'get' | 'list', pause: readonly Step[]];

function toSteps(facts: WorldFacts, looks: readonly Look[]): readonly Step[] {
  const [fault] = faultsOf(facts, ['unknown-enum'], {});
  if (fault === undefined) return [];
  return [
    { op: 'spawn', as: 'i1', request: plainRequest(facts) },
    { op: 'await-running', target: 'i1' },
    { op: 'fault', as: 'f1', fault },
    ...looks.flatMap(([op, pause]): readonly Step[] => [...pause, op === 'list' ? { op } : { op, target: 'i1' }]),
    { op: 'heal', target: 'f1' },
  ];
}
