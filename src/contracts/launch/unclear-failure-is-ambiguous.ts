import { isProviderError } from '../../provider/provider-error.ts';
import { describeResult } from '../checks.ts';
import { type Contract, defineContract } from '../contract.ts';
import { type FaultWatch, faultGoal, watchFaults } from '../fault-watch.ts';
import { anySpawnsAroundFault, oneSpawnUnderEach, unclearSpawnFaults } from '../generators/spawn-fault.ts';
import { waitQuiet } from '../quiet.ts';
import type { StepResult } from '../step-result.ts';
import type { Trial } from '../trial.ts';
import { mustExist, mustLeaveNoStrays } from '../truth-checks.ts';

export const unclearFailureIsAmbiguous: Contract = defineContract({
  id: 'launch.unclear-failure-is-ambiguous',
  intent: 'launch',
  title: 'An unclear failure says so',
  statement:
    'When nobody can tell from the answer whether a machine was made (the request or its answer is lost or spoilt, an error comes although it worked, no answer comes, the service is unavailable, or, where idempotency keys work, it got the request twice), spawn either resolves to the machine that exists or throws a ProviderError with ambiguous: true. It never makes more than one.',
  needs: ['faults', 'ledger'],
  reaches: [faultGoal],
  steps: (facts) => anySpawnsAroundFault(facts, unclearSpawnFaults(facts)),
  boundaries: (facts) => oneSpawnUnderEach(facts, unclearSpawnFaults(facts, [{ operation: 'spawn', nth: 1 }])),
  run: async (trial: Trial) => {
    const watch = watchFaults(trial);
    let unclear = 0;
    await trial.play({
      spawn: async (result) => {
        if (await isUnclear(trial, result, watch)) unclear += 1;
      },
    });
    await waitQuiet(trial);
    await mustLeaveNoStrays(trial, 'one spawn makes at most one machine', unclear);
  },
});

/** Whether the spawn met a fault and said that it may have made a machine. Any other end under a fault is checked here. */
async function isUnclear(trial: Trial, result: StepResult<'spawn'>, watch: FaultWatch): Promise<boolean> {
  const isDisturbed = watch.touched().length > 0;
  if (!isDisturbed) return false;
  if (result.outcome === 'resolved') {
    await mustExist(trial, result.step.as, 'a spawn that resolves made a machine');
    return false;
  }
  const isTold = result.outcome === 'threw' && isProviderError(result.thrown) && result.thrown.ambiguous === true;
  trial.expect(isTold, 'an unclear failure is a ProviderError with ambiguous: true', () => describeResult(result));
  return true;
}
