import { describeResult, mustResolve } from './checks.ts';
import { mustSpawn } from './instance-checks.ts';
import { isRefusal, mustRefuse } from './refusals.ts';
import { wasSeenRunning } from './seen-running.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** createSnapshot has to work for an instance that runs; of one that boots nobody promised any. */
export function mustSnapshot(result: StepResult<'create-snapshot'>, trial: Trial): void {
  const { target } = result.step;
  if (!wasSeenRunning(trial, target) || !trial.alive().includes(target)) return;
  mustResolve(trial, result, 'createSnapshot resolves for an instance that runs');
}

/** Whether a step of the case has seen the snapshot ready, and none has deleted it. */
export function isReady(trial: Trial, name: Name): boolean {
  const seen = trial
    .results('await-snapshot')
    .some((result) => result.step.target === name && result.outcome === 'resolved' && result.value?.status === 'ready');
  return seen && !trial.results('delete-snapshot').some(({ step }) => step.target === name);
}

/** A spawn has to work, also one from a snapshot that is ready. */
export function mustSpawnAlsoFromSnapshot(result: StepResult<'spawn'>, trial: Trial): void {
  const { snapshotId } = result.step.request;
  if (snapshotId === undefined || isReady(trial, snapshotId)) mustSpawn(result, trial);
}

/** A snapshot that was made has to become ready. */
export function mustBecomeReady(result: StepResult<'await-snapshot'>, trial: Trial): void {
  if (trial.idOf(result.step.target) === undefined) return;
  const snapshot = mustResolve(trial, result, 'a snapshot becomes ready');
  trial.expect(snapshot?.status === 'ready', 'a snapshot becomes ready', () => describeResult(result));
}

/** Waits until nobody knows the snapshot any more. */
export async function eventuallyUnknown(trial: Trial, target: Name): Promise<void> {
  const expected = 'getSnapshotStatus throws NOT_FOUND for a snapshot that was deleted';
  let last: StepResult<'snapshot-status'> | undefined;
  const look = async (): Promise<boolean> => {
    last = await trial.probe({ op: 'snapshot-status', target });
    return isRefusal(last, ['NOT_FOUND']);
  };
  await trial.eventually(expected, look, () => `${target}: ${last ? describeResult(last) : 'nothing'}`);
}

/** Nothing can start from what is not there. */
export function mustRefuseSnapshot(trial: Trial, result: StepResult<'spawn'>): void {
  const expected = 'spawn from a snapshot that is not there throws INVALID_SPEC or NOT_FOUND';
  mustRefuse(trial, result, expected, ['INVALID_SPEC', 'NOT_FOUND']);
}
