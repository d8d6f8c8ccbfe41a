import type { Step, StepOf } from './step.ts';
import type { Trial } from './trial.ts';

/** Lets the consistency window pass: whatever was written before shows in every read after. */
export async function waitQuiet(trial: Trial): Promise<void> {
  await trial.probe({ op: 'wait', ms: trial.facts.tolerances.consistencyWindowMs });
}

/** Lets every alive instance run, and then the consistency window pass: statuses have come to rest. */
export async function waitSettled(trial: Trial): Promise<void> {
  for (const target of trial.alive()) await trial.probe({ op: 'await-running', target });
  await waitQuiet(trial);
}

/**
 * Whether no step after this one writes. Steps are deleted when a failure is shrunk, so a wait that a promise rests on
 * is tied to the last write that is left, never to a step of its own.
 */
export function isLastWrite(trial: Trial, step: StepOf<'spawn' | 'terminate'>): boolean {
  return trial.steps.findLast(isWrite) === step;
}

function isWrite(step: Step): boolean {
  return step.op === 'spawn' || step.op === 'terminate';
}
