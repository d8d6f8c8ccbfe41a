import { isProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyLifecycleSteps } from '../generators/lifecycle-steps.ts';
import { spawnMany } from '../generators/spawn-many.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { readyVolumes, spawnWith } from '../generators/volume-steps.ts';
import { mustAgree } from '../lifecycle-agreement.ts';
import { expectationOf } from '../lifecycle-expectation.ts';
import { advance, createLifecycleModel, type LifecycleModel } from '../lifecycle-model.ts';
import { disksBefore, mustRecover } from '../lifecycle-recovery.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step, StepOp } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { StepChecks, Trial } from '../trial.ts';

export const followsModel: Contract = defineContract({
  id: 'lifecycle.follows-model',
  intent: 'operate',
  title: 'Any sequence of calls leaves what a simple model says',
  statement:
    'After any sequence of the operations that the provider declares, get, list and the ledger hold exactly what a simple model of the calls says; what had to be refused was refused and changed nothing. From there, terminating and deleting everything works and leaves nothing.',
  needs: ['ledger'],
  reaches: ['spawn resolved', 'spawn threw INVALID_SPEC', 'terminate resolved', 'status running'],
  breadth: 6,
  steps: anyLifecycleSteps,
  boundaries: (facts) => [
    [
      { op: 'spawn', as: 'i1', request: plainRequest(facts) },
      { op: 'spawn', as: 'x1', request: invalidRequest(facts) },
      { op: 'await-running', target: 'i1' },
      { op: 'terminate', target: 'i1' },
    ],
    ...(facts.instancesMax > 2 ? [oneAfterTwo(facts)] : []),
    ...(facts.declared?.snapshots ? [withSnapshot(facts)] : []),
    ...(facts.declared?.persistentVolumes && facts.instancesMax > 1 ? [withHeldVolume(facts)] : []),
  ],
  run: async (trial: Trial) => {
    const model = createLifecycleModel();
    const before = await disksBefore(trial);
    await trial.play(checksOf(model));
    await waitQuiet(trial);
    await mustAgree(trial, model);
    await mustRecover(trial, model, before);
  },
});

/** What has ended must not touch what comes after it. */
function oneAfterTwo(facts: WorldFacts): readonly Step[] {
  const spawns = spawnMany(facts, 3);
  const ends = ['i1', 'i2'].map((target): Step => ({ op: 'terminate', target }));
  return [...spawns.slice(0, 2), ...ends, ...spawns.slice(2)];
}

function withSnapshot(facts: WorldFacts): readonly Step[] {
  return [
    ...spawnMany(facts, 1),
    { op: 'await-running', target: 'i1' },
    { op: 'create-snapshot', as: 's1', target: 'i1' },
  ];
}

/** The second is refused, and is not to be there. */
function withHeldVolume(facts: WorldFacts): readonly Step[] {
  return [...readyVolumes(facts, 'v1'), spawnWith(facts, 'i1', 'v1'), spawnWith(facts, 'i2', 'v1')];
}

/** No machine has less than one processor. */
function invalidRequest(facts: WorldFacts): SpawnRequest {
  const { spec } = plainRequest(facts);
  return { spec: { ...spec, cpus: 0 } };
}

const judged: readonly StepOp[] = [
  'spawn',
  'terminate',
  'list',
  'await-running',
  'hibernate',
  'resume',
  'create-volume',
  'await-volume',
  'delete-volume',
  'create-snapshot',
  'await-snapshot',
  'delete-snapshot',
  'request-spot',
  'cancel-spot',
  'spot-prices',
  'claim-warm',
  'release-warm',
  'list-regions',
  'costs',
];

function checksOf(model: LifecycleModel): StepChecks {
  const check = (result: StepResult, trial: Trial) => mustBeAsExpected(result, trial, model);
  return Object.fromEntries(judged.map((op) => [op, check]));
}

function mustBeAsExpected(result: StepResult, trial: Trial, model: LifecycleModel): void {
  const expected = expectationOf(model, result.step, trial.facts);
  const isRefused = result.outcome === 'threw' && isProviderError(result.thrown);
  const what = () => `${result.step.op}: ${describeResult(result)}`;
  if (expected === 'resolves') trial.expect(result.outcome === 'resolved', 'what the model allows resolves', what);
  if (expected === 'is refused')
    trial.expect(isRefused, 'what the model forbids is refused with a ProviderError', what);
  advance(model, result);
}
