import type { StepResult } from './step-result.ts';

/**
 * One call of an overlapping history: who made it, and when it began and ended in the order of all such events of its
 * world. Two calls overlap unless one ended before the other began.
 */
export interface TimedResult {
  readonly client: number;
  readonly beganAt: number;
  readonly endedAt: number;
  readonly result: StepResult;
}
