import fc from 'fast-check';
import { isProviderError } from '../../provider/provider-error.ts';
import type { Fault, NativeErrorKind } from '../../testbed/fault.ts';
import type { WorldFacts } from '../../testbed/world-facts.ts';
import { describeResult, mustResolve } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { faultGoal, watchFaults } from '../fault-watch.ts';
import { anyPause } from '../generators/pause.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { faultsOf, spoiltAnswers } from '../generators/wire-fault.ts';
import { mustSpawn } from '../instance-checks.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { eventuallyGone } from '../truth-checks.ts';

const timesMax = 3;
const failures: readonly NativeErrorKind[] = ['unavailable', 'auth', 'rate-limit', 'unknown'];

export const failureIsTold: Contract = defineContract({
  id: 'terminate.failure-is-told',
  intent: 'terminate',
  title: 'A termination that failed is not called done',
  statement:
    'When the service refuses or cannot carry out a termination, or its answer is lost or spoilt, terminate throws a ProviderError for as long as the machine is there; it resolves only if the machine really goes. Once the service works again, so does terminate.',
  needs: ['faults', 'ledger'],
  reaches: [faultGoal],
  steps: (facts) => {
    const faults = failuresIn(facts);
    if (faults.length === 0) return fc.constant([]);
    return fc
      .tuple(fc.constantFrom(...faults), fc.boolean(), fc.array(anyPause(facts), { minLength: 1, maxLength: timesMax }))
      .map(([fault, runs, pauses]) => toSteps(facts, fault, runs, pauses));
  },
  boundaries: (facts) => failuresIn(facts).map((fault) => toSteps(facts, fault, false, [[]])),
  run: async (trial: Trial) => {
    const watch = watchFaults(trial);
    await trial.play({
      spawn: mustSpawn,
      terminate: async (result) => {
        const isRefused = watch.touched().length > 0;
        if (isRefused) await mustTell(trial, result);
      },
    });

    for (const step of trial.steps) if (step.op === 'fault') trial.fault(step.as)?.heal();
    for (const name of trial.bound()) {
      const result = await trial.probe({ op: 'terminate', target: name });
      mustResolve(trial, result, 'terminate resolves once the service works again');
      await eventuallyGone(trial, name, 'a machine is gone once terminate has resolved');
    }
  },
});

function failuresIn(facts: WorldFacts): readonly Fault[] {
  const scope = { operation: 'terminate' } as const;
  return [
    ...failures
      .filter((error) => facts.nativeErrors.includes(error))
      .map((error): Fault => ({ kind: 'native-error', error, scope })),
    ...faultsOf(facts, ['request-lost', ...spoiltAnswers, 'duplicate-delivery'], scope),
  ];
}

function toSteps(
  facts: WorldFacts,
  fault: Fault,
  runs: boolean,
  pauses: readonly (readonly Step[])[],
): readonly Step[] {
  return [
    { op: 'spawn', as: 'i1', request: plainRequest(facts) },
    ...(runs ? [{ op: 'await-running', target: 'i1' } as const] : []),
    { op: 'fault', as: 'f1', fault },
    ...pauses.flatMap((pause): readonly Step[] => [...pause, { op: 'terminate', target: 'i1' }]),
  ];
}

async function mustTell(trial: Trial, result: StepResult<'terminate'>): Promise<void> {
  if (result.outcome === 'resolved') {
    return eventuallyGone(trial, result.step.target, 'terminate resolves only if the machine really goes');
  }
  const isTold = result.outcome === 'threw' && isProviderError(result.thrown);
  trial.expect(isTold, 'a termination that failed is told as a ProviderError', () => describeResult(result));
}
