import type { Instance, InstanceStatus } from '../provider/instance.ts';
import { isClearRefusal } from '../provider/is-clear-refusal.ts';
import { isObject } from '../provider/is-object.ts';
import { findInstance } from './instance-checks.ts';
import type { InstanceCall, InstancePhase } from './instance-model.ts';
import type { ObjectCall } from './linearizability.ts';
import type { Name } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { TimedResult } from './timed-result.ts';
import type { Trial } from './trial.ts';

/** The calls on one instance, as its model reads them: those of the overlap, and a spawn before it. */
export function callsOnInstance(
  trial: Trial,
  name: Name,
  calls: readonly TimedResult[],
): readonly ObjectCall<InstanceCall>[] {
  const id = trial.idOf(name);
  const own = calls.flatMap(({ beganAt, endedAt, result }): readonly ObjectCall<InstanceCall>[] => {
    const call = toCall(result, name, id);
    if (call === undefined) return [];
    const isKnown = call.kind === 'read' || call.effect !== 'unknown';
    return [{ call, beganAt, endedAt: isKnown ? endedAt : Number.POSITIVE_INFINITY }];
  });
  const isOwnSpawn = calls.some(({ result }) => result.step.op === 'spawn' && result.step.as === name);
  return isOwnSpawn ? own : [{ call: { kind: 'write', to: 'live', effect: 'done' }, beganAt: -2, endedAt: -1 }, ...own];
}

/** What a look shows once the consistency window has passed since the last write. */
export function finalRead(instance: Instance | null): ObjectCall<InstanceCall> {
  const begin = Number.MAX_SAFE_INTEGER - 1;
  return {
    call: { kind: 'read', shows: phasesOf(instance), mayBeLate: false },
    beganAt: begin,
    endedAt: begin + 1,
  };
}

const writes = { spawn: 'live', resume: 'live', hibernate: 'asleep', terminate: 'ended' } as const;

function toCall(result: StepResult, name: Name, id: string | undefined): InstanceCall | undefined {
  const { step } = result;
  switch (step.op) {
    case 'spawn':
      return step.as === name ? { kind: 'write', to: writes.spawn, effect: effectOf(result) } : undefined;
    case 'terminate':
    case 'hibernate':
    case 'resume':
      return step.target === name ? { kind: 'write', to: writes[step.op], effect: effectOf(result) } : undefined;
    case 'get':
      return step.target === name && result.outcome === 'resolved' ? read(result.value) : undefined;
    case 'list':
      return result.outcome === 'resolved' && Array.isArray(result.value)
        ? read(findInstance(result.value, id) ?? null)
        : undefined;
    default:
      return undefined;
  }
}

function effectOf(result: StepResult): 'done' | 'none' | 'unknown' {
  if (result.outcome === 'resolved') return 'done';
  const isClear = result.outcome === 'threw' && isClearRefusal(result.thrown);
  return isClear ? 'none' : 'unknown';
}

function read(value: unknown): InstanceCall {
  return { kind: 'read', shows: phasesOf(value), mayBeLate: true };
}

const phasesByStatus: { readonly [S in InstanceStatus]: readonly InstancePhase[] } = {
  pending: ['live'],
  starting: ['live'],
  running: ['live'],
  // Some services stop a machine on its way to its end.
  stopping: ['asleep', 'ended'],
  stopped: ['asleep', 'ended'],
  terminating: ['ended'],
  terminated: ['ended'],
  error: ['live', 'asleep', 'ended'],
};

function phasesOf(value: unknown): readonly InstancePhase[] {
  if (!isObject(value)) return ['absent', 'ended'];
  return phasesByStatus[value.status as InstanceStatus] ?? [];
}
