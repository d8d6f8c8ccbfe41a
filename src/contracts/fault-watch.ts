import type { Fault } from '../testbed/fault.ts';
import type { Trial } from './trial.ts';

/** Tells which faults changed a native call since one last asked, and so may explain what a step came to. */
export interface FaultWatch {
  touched(): readonly Fault[];
}

/** What a contract about faults has to reach: a case in which one was met. */
export const faultGoal = 'a fault that was met';

/**
 * Watches the faults of a trial. Ask after every step, so that what one step met is not put down to the next.
 *
 * @example
 * const watch = watchFaults(trial);
 * await trial.play({ get: (result) => judge(result, watch.touched()) });
 */
export function watchFaults(trial: Trial): FaultWatch {
  const seen = new Map<string, number>();
  return {
    touched: () =>
      trial.steps.flatMap((step) => {
        if (step.op !== 'fault') return [];
        const touched = trial.fault(step.as)?.touched ?? 0;
        const before = seen.get(step.as) ?? 0;
        seen.set(step.as, touched);
        if (touched <= before) return [];
        trial.reach(faultGoal);
        return [step.fault];
      }),
  };
}
