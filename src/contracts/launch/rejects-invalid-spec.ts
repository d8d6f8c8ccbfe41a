import fc from 'fast-check';
import { isProviderError } from '../../provider/provider-error.ts';
import type { SpawnRequest } from '../../provider/requests.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { anyInvalidRequest, typicalInvalidRequests } from '../generators/invalid-request.ts';
import { spawnCountMax } from '../generators/life-steps.ts';
import { plainRequest } from '../generators/spawn-request.ts';
import { reasonToRefuse } from '../invalid-request.ts';
import { waitQuiet } from '../quiet.ts';
import type { Step } from '../step.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustLeaveNoStrays } from '../truth-checks.ts';

export const rejectsInvalidSpec: Contract = defineContract({
  id: 'launch.rejects-invalid-spec',
  intent: 'launch',
  title: 'An invalid request is refused and creates nothing',
  statement:
    'spawn throws a ProviderError with the code INVALID_SPEC, and creates nothing, for a request that no service can honour: a spec that is missing or no object, a size that is no whole number of at least 1 or far beyond the largest, an image or a region that the service does not have, a tag whose value is no string.',
  needs: ['ledger'],
  reaches: ['spawn threw INVALID_SPEC'],
  breadth: 5,
  steps: (facts) =>
    fc
      .tuple(anyInvalidRequest(facts), fc.boolean())
      .map(([request, afterValid]): readonly Step[] => [
        ...(afterValid && spawnCountMax(facts) > 1 ? [spawnStep('i1', plainRequest(facts))] : []),
        spawnStep('i2', request),
      ]),
  boundaries: (facts) => typicalInvalidRequests(facts).map((request) => [spawnStep('i1', request)]),
  run: async (trial: Trial) => {
    await trial.play({ spawn: mustRefuseInvalid });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a refused request creates nothing');
  },
});

function spawnStep(as: string, request: SpawnRequest): Step {
  return { op: 'spawn', as, request };
}

function mustRefuseInvalid(result: StepResult<'spawn'>, trial: Trial): void {
  const reason = reasonToRefuse(result.step.request, trial.facts);
  if (reason === undefined) return;
  const isRefused =
    result.outcome === 'threw' && isProviderError(result.thrown) && result.thrown.code === 'INVALID_SPEC';
  trial.expect(
    isRefused,
    'spawn throws INVALID_SPEC for a request that nobody can honour',
    () => `${reason}, and ${describeResult(result)}`,
  );
}
