import type { Instance, InstanceStatus } from '../provider/instance.ts';
import { isObject } from '../provider/is-object.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { Trial } from './trial.ts';

/** The check of a spawn that has to work: it resolves to something with an id that other calls can use. */
export function mustSpawn(result: StepResult<'spawn'>, trial: Trial): void {
  const value: unknown = mustResolve(trial, result);
  const named = isObject(value) && typeof value.id === 'string' && value.id !== '';
  trial.expect(named, 'spawn resolves to an instance with an id', () => describeResult(result));
}

/** The check of any step that just has to resolve. */
export function mustSucceed(result: StepResult, trial: Trial): void {
  mustResolve(trial, result);
}

/** Looks with `get` until `holds` says yes, or the time is up. A look that fails counts as not yet. */
export async function eventuallyGet(
  trial: Trial,
  name: Name,
  expected: string,
  holds: (instance: Instance | null) => boolean,
  withinMs?: number,
): Promise<void> {
  let last = 'nothing';
  const look = async (): Promise<boolean> => {
    const result = await trial.probe({ op: 'get', target: name });
    last = describeResult(result);
    return result.outcome === 'resolved' && isInstanceOrNull(result.value) && holds(result.value);
  };
  await trial.eventually(expected, look, () => `get(${name}): ${last}`, withinMs);
}

/** Waits until `get` says of a terminated machine that it is gone, not merely going. */
export async function eventuallyReadsGone(trial: Trial, name: Name): Promise<void> {
  const { terminateTimeoutMs, consistencyWindowMs } = trial.facts.tolerances;
  const isGone = (instance: Instance | null) => instance === null || instance.status === 'terminated';
  const expected = 'get says of a terminated instance that it is gone, within the terminate timeout';
  await eventuallyGet(trial, name, expected, isGone, terminateTimeoutMs + consistencyWindowMs);
}

/** Looks with `list` until `holds` says yes of the named instance (undefined: not listed), or the time is up. */
export async function eventuallyList(
  trial: Trial,
  name: Name,
  expected: string,
  holds: (instance: Instance | undefined) => boolean,
  withinMs?: number,
): Promise<void> {
  let last = 'nothing';
  const look = async (): Promise<boolean> => {
    const result = await trial.probe({ op: 'list' });
    if (result.outcome !== 'resolved' || !Array.isArray(result.value)) {
      last = describeResult(result);
      return false;
    }
    const instance = findInstance(result.value, trial.idOf(name));
    last = instance ? describeValue(instance) : `not among the ${result.value.length} listed`;
    return holds(instance);
  };
  await trial.eventually(expected, look, () => `list, ${name}: ${last}`, withinMs);
}

/** The listed instance with this id. Survives whatever else is in the list. */
export function findInstance(instances: readonly Instance[], id: string | undefined): Instance | undefined {
  return instances.find((instance: unknown) => isObject(instance) && id !== undefined && instance.id === id) as
    | Instance
    | undefined;
}

/** The names of machines that were spawned and then terminated. */
export function endedNames(trial: Trial): readonly Name[] {
  const alive = trial.alive();
  return trial.bound().filter((name) => !alive.includes(name));
}

const endedStatuses: readonly (InstanceStatus | undefined)[] = ['terminating', 'terminated'];

/** Whether a read says that the machine is gone or going: nothing there, or a tombstone. */
export function isEnded(instance: Instance | null | undefined): boolean {
  return instance === null || instance === undefined || endedStatuses.includes(instance.status);
}

const liveStatuses: readonly (InstanceStatus | undefined)[] = ['pending', 'starting', 'running'];

/** Whether a read shows a machine that is booting or runs. */
export function isLive(instance: Instance | null | undefined): boolean {
  return instance !== null && instance !== undefined && liveStatuses.includes(instance.status);
}

function isInstanceOrNull(value: unknown): value is Instance | null {
  return value === null || isObject(value);
}
