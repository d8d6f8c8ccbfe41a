import type { OverlapStep, Step } from '../contracts/step.ts';
import type { StepResult } from '../contracts/step-result.ts';
import type { TimedResult } from '../contracts/timed-result.ts';
import type { CallOutcome } from './call.ts';

/** Performs the clients' steps at the same time and writes down in which order calls began and ended. */
export async function performOverlap(
  step: OverlapStep,
  perform: (step: Step) => Promise<StepResult>,
): Promise<CallOutcome<readonly (readonly TimedResult[])[]>> {
  let events = 0;
  const run = async (steps: readonly Step[], client: number): Promise<readonly TimedResult[]> => {
    const results: TimedResult[] = [];
    for (const inner of steps) {
      events += 1;
      const beganAt = events;
      const result = await perform(inner);
      events += 1;
      results.push({ client, beganAt, endedAt: events, result });
    }
    return results;
  };
  return { outcome: 'resolved', value: await Promise.all(step.clients.map(run)) };
}
