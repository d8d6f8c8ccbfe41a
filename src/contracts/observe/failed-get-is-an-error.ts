import fc from 'fast-check';
import type { SpawnRequest } from '../../provider/requests.ts';
import type { Fault } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { type Contract, defineContract } from '../contract.ts';
import { lastingErrors } from '../generators/native-error.ts';
import { anySpawnRequest, plainRequest } from '../generators/spawn-request.ts';
import { faultsOf, spoiltAnswers } from '../generators/wire-fault.ts';
import { mustSpawn } from '../instance-checks.ts';
import { isLastWrite, waitQuiet } from '../quiet.ts';
import { failedHonestly, mustGet, mustList } from '../reads.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';

export const failedGetIsAnError: Contract = defineContract({
  id: 'observe.failed-get-is-an-error',
  intent: 'observe',
  title: 'A failed read is an error',
  statement:
    'When the service does not answer a read, refuses it, or its answer is cut off or spoilt on the way, get and list throw a ProviderError: null and a shorter list mean that an instance does not exist, and nothing else.',
  needs: ['faults'],
  steps: (facts) => {
    const faults = readFaults(facts);
    if (faults.length === 0) return fc.constant([]);
    const reads = fc.array(fc.constantFrom('get' as const, 'list' as const), { minLength: 1, maxLength: 3 });
    return fc
      .tuple(anySpawnRequest(facts), fc.constantFrom(...faults), reads)
      .map(([request, fault, ops]) => toSteps(request, fault, ops));
  },
  boundaries: (facts) => readFaults(facts).map((fault) => toSteps(plainRequest(facts), fault, ['get', 'list'])),
  run: (trial) => trial.play({ spawn: quietAfterLast, get: mustFindOrFail, list: mustHoldOrFail }),
});

/** Every native call fails, whichever of them a provider reads with. */
function readFaults(facts: WorldFacts): readonly Fault[] {
  return [
    ...lastingErrors(facts).map((error): Fault => ({ kind: 'native-error', error, scope: {} })),
    ...faultsOf(facts, ['request-lost', ...spoiltAnswers], {}),
  ];
}

function toSteps(request: SpawnRequest, fault: Fault, ops: readonly ('get' | 'list')[]): readonly Step[] {
  return [
    { op: 'spawn', as: 'i1', request },
    { op: 'fault', as: 'f1', fault },
    ...ops.map((op): Step => (op === 'list' ? { op } : { op, target: 'i1' })),
    { op: 'heal', target: 'f1' },
  ];
}

async function quietAfterLast(result: StepResult<'spawn'>, trial: Trial): Promise<void> {
  mustSpawn(result, trial);
  if (isLastWrite(trial, result.step)) await waitQuiet(trial);
}

function mustFindOrFail(result: StepResult<'get'>, trial: Trial): void {
  if (trial.idOf(result.step.target) === undefined) return;
  if (failedHonestly(trial, result)) return;
  trial.expect(
    mustGet(trial, result) !== null,
    'a get that fails throws; it does not give null',
    'it resolved to null',
  );
}

function mustHoldOrFail(result: StepResult<'list'>, trial: Trial): void {
  if (failedHonestly(trial, result)) return;
  const listed = mustList(trial, result);
  const missing = trial.alive().filter((name) => !listed.some((instance) => instance.id === trial.idOf(name)));
  trial.expect(
    missing.length === 0,
    'a list that fails throws; it does not leave instances out',
    () => `it resolved without ${missing.join(', ')}`,
  );
}
