import type { Name } from './step.ts';
import type { Trial } from './trial.ts';

/** Whether a step of the case has seen the instance run: what it must be able to do depends on that. */
export function wasSeenRunning(trial: Trial, name: Name): boolean {
  return trial.results('await-running').some(({ step, outcome }) => step.target === name && outcome === 'resolved');
}
