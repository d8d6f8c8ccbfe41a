import type { ProcessStep, Step } from '../contracts/step.ts';
import type { StepResult } from '../contracts/step-result.ts';
import type { ProcessResult } from '../contracts/step-value.ts';
import type { World } from '../testbed/testbed.ts';
import type { CallOutcome } from './call.ts';
import { offered } from './perform-world-step.ts';

/** Performs the steps in a process of their own, until they end or it dies. */
export async function performProcess(
  world: World,
  step: ProcessStep,
  perform: (world: World, step: Step) => Promise<StepResult>,
): Promise<CallOutcome<ProcessResult>> {
  const process = await offered(world.processes, 'processes').start(step.death);
  const results: StepResult[] = [];
  const { registration, clock } = process;
  let isDead = registration === null;
  const live = async (inside: World) => {
    for (const inner of step.steps) {
      const result = await perform(inside, inner);
      // What a dead process would have learned is nobody's knowledge.
      if (isDead) return;
      results.push(result);
    }
  };
  const death = process.died.then(() => {
    isDead = true;
  });
  if (registration !== null) await Promise.race([live({ ...world, registration, clock }), death]);
  return { outcome: 'resolved', value: { died: isDead, calls: process.calls(), results: [...results] } };
}
