import { isObject } from '../provider/is-object.ts';
import type { Volume } from '../provider/resources.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import { mustRefuse } from './refusals.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** createVolume has to work: it resolves to a volume with an id that other calls can use. */
export function mustCreateVolume(result: StepResult<'create-volume'>, trial: Trial): void {
  const value: unknown = mustResolve(trial, result);
  const isNamed = isObject(value) && typeof value.id === 'string' && value.id !== '';
  trial.expect(isNamed, 'createVolume resolves to a volume with an id', () => describeResult(result));
}

/** A volume that was made has to become available; one that a machine holds is not. */
export function mustBecomeAvailable(result: StepResult<'await-volume'>, trial: Trial): void {
  if (trial.idOf(result.step.target) !== undefined) mustResolve(trial, result, 'a volume becomes available');
}

/** Whether a step of the case has seen the volume available. */
export function wasSeenAvailable(trial: Trial, name: Name): boolean {
  return trial.results('await-volume').some(({ step, outcome }) => step.target === name && outcome === 'resolved');
}

/** Looks with `getVolume` until `holds` says yes. An instance that was ended lets go of its volumes in its own time. */
export async function eventuallyVolume(
  trial: Trial,
  target: Name,
  expected: string,
  holds: (volume: Volume | null) => boolean,
): Promise<void> {
  const { terminateTimeoutMs, consistencyWindowMs } = trial.facts.tolerances;
  let last: StepResult<'get-volume'> | undefined;
  const look = async (): Promise<boolean> => {
    last = await trial.probe({ op: 'get-volume', target });
    return last.outcome === 'resolved' && (last.value === null || isObject(last.value)) && holds(last.value);
  };
  const describe = () => `${target}: ${last ? describeResult(last) : 'nothing'}`;
  await trial.eventually(expected, look, describe, terminateTimeoutMs + consistencyWindowMs);
}

/** The volume is there, and not on its way out. */
export async function mustHaveVolume(trial: Trial, target: Name, expected: string): Promise<Volume> {
  const volume = mustResolve(trial, await trial.probe({ op: 'get-volume', target }));
  const isThere = isObject(volume) && volume.id === trial.idOf(target) && volume.status !== 'deleting';
  if (!isThere) trial.expect(false, expected, `${target} is ${describeValue(volume)}`);
  return volume as Volume;
}

/** Whether reads show that nothing is left of the volume, or soon will not be. */
export function isVolumeGone(volume: Volume | null): boolean {
  return volume === null || volume.status === 'deleting';
}

/** Nobody can be given a volume that is not there. */
export function mustRefuseVolume(trial: Trial, result: StepResult<'spawn'>): void {
  const expected = 'spawn with a volume that is not there throws INVALID_SPEC or NOT_FOUND';
  mustRefuse(trial, result, expected, ['INVALID_SPEC', 'NOT_FOUND']);
}
