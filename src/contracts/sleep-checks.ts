import type { LedgerEntry } from '../testbed/ledger.ts';
import { describeResult, mustResolve } from './checks.ts';
import { eventuallyGet } from './instance-checks.ts';
import { waitQuiet } from './quiet.ts';
import { isRefusal } from './refusals.ts';
import { wasSeenRunning } from './seen-running.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/**
 * hibernate has to work for an instance that was seen to run, and puts it to sleep. Gives whether it did: of one that
 * still boots, and of one that is not there, nobody promised any.
 */
export async function fallsAsleep(result: StepResult<'hibernate'>, trial: Trial): Promise<boolean> {
  const { target } = result.step;
  if (!trial.alive().includes(target)) return false;
  if (!wasSeenRunning(trial, target) && isRefusal(result)) return false;
  mustResolve(trial, result, 'hibernate resolves for an instance that runs');
  await eventuallyStatus(trial, target, 'a hibernated instance is shown as stopped', 'stopped');
  return true;
}

/** resume has to work for an instance that sleeps, gives that very instance, and lets it run. */
export async function mustWakeUp(result: StepResult<'resume'>, trial: Trial): Promise<void> {
  const { target } = result.step;
  if (!trial.alive().includes(target)) return;
  mustGiveInstance(result, trial);
  await eventuallyStatus(trial, target, 'a resumed instance runs again', 'running');
}

/** resume resolves to the instance that it was asked for. */
export function mustGiveInstance(result: StepResult<'resume'>, trial: Trial): void {
  const instance = mustResolve(trial, result);
  const isSame = instance?.id === trial.idOf(result.step.target);
  trial.expect(isSame, 'resume resolves to the instance with the same id', () => describeResult(result));
}

/** Waits for the status, and then until no read is late any more. */
async function eventuallyStatus(
  trial: Trial,
  name: Name,
  expected: string,
  status: 'running' | 'stopped',
): Promise<void> {
  const { bootTimeoutMs, consistencyWindowMs } = trial.facts.tolerances;
  // What reads show before that may be how it was before the call.
  await waitQuiet(trial);
  await eventuallyGet(trial, name, expected, (seen) => seen?.status === status, bootTimeoutMs + consistencyWindowMs);
}

/** What the ledger has of a named instance. */
export async function ledgerEntry(trial: Trial, name: Name): Promise<LedgerEntry | undefined> {
  return (await trial.truth()).find(({ id }) => id === trial.idOf(name));
}
