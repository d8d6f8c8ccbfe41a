import { isClearRefusal } from '../../provider/is-clear-refusal.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { type FaultWatch, faultGoal, watchFaults } from '../fault-watch.ts';
import { anySpawnsAroundFault, clearSpawnFaults, oneSpawnUnderEach } from '../generators/spawn-fault.ts';
import { waitQuiet } from '../quiet.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

export const clearFailureLeavesNothing: Contract = defineContract({
  id: 'launch.clear-failure-leaves-nothing',
  intent: 'launch',
  title: 'A clear failure leaves nothing behind',
  statement:
    'When the service clearly refuses a spawn (no capacity, bad credentials, too many requests, quota, invalid), spawn throws a ProviderError that is not ambiguous, and no machine exists for it, then or later. A provider may retry; if spawn resolves after all, that machine exists.',
  needs: ['faults', 'ledger'],
  reaches: [faultGoal],
  steps: (facts) => anySpawnsAroundFault(facts, clearSpawnFaults(facts)),
  boundaries: (facts) => oneSpawnUnderEach(facts, clearSpawnFaults(facts)),
  run: async (trial: Trial) => {
    const watch = watchFaults(trial);
    await trial.play({ spawn: (result) => mustBeClear(trial, result, watch) });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'a spawn that clearly failed leaves nothing behind');
  },
});

async function mustBeClear(trial: Trial, result: StepResult<'spawn'>, watch: FaultWatch): Promise<void> {
  const isRefused = watch.touched().length > 0;
  if (!isRefused) return;
  if (result.outcome === 'resolved') return mustExist(trial, result.step.as, 'a spawn that resolves made a machine');

  const isClear = result.outcome === 'threw' && isClearRefusal(result.thrown);
  trial.expect(isClear, 'a clear failure is a ProviderError that is not ambiguous', () => describeResult(result));
}
