import { isPresent, list, record, text, textOr, whole } from '../../provider/body-fields.ts';
import type { GpuSpec, Instance, MachineSpec } from '../../provider/instance.ts';
import { isObject } from '../../provider/is-object.ts';
import { isoTime } from '../../provider/iso-time.ts';
import { readComment } from './comment.ts';
import { isOver, statusOf } from './job-state.ts';
import { refusalBehind } from './pending-reason.ts';

/** One job of ours, and the spawn that made it. */
export interface Job {
  readonly instance: Instance;
  readonly key: string;
  /** Why it waits, in SLURM's words. */
  readonly reason: string;
  /** A submit that was refused leaves the record of a job that never was. */
  readonly neverWas: boolean;
}

/** Null for a job of somebody else. Takes the forms of every version: plain, and as `{set, infinite, number}`. */
export function readJob(body: unknown, spotPartition?: string): Job | null {
  const native = record(body, 'a job');
  const comment = readComment(readText(native.comment));
  if (comment === null) return null;
  const states = readStates(native.job_state);
  const status = statusOf(states);
  const reason = textOr(native.state_reason, '');
  const { key, name, tags } = comment;
  const partition = text(native.partition, 'partition');
  const isSpot = partition === spotPartition;
  const spec = readSpec(native);
  return {
    key,
    reason,
    neverWas: isOver(status) && textOr(native.nodes, '') === '' && refusalBehind(reason) !== null,
    instance: {
      id: String(whole(native.job_id, 'job_id')),
      status,
      ...(isTakenBack(states, native, isSpot) && { reason: 'SPOT_INTERRUPTED' }),
      ...(name !== undefined && { name }),
      region: partition,
      ...(isSpot && { spot: true }),
      ...(spec && { spec }),
      tags,
      createdAt: isoTime(readNumber(native.submit_time, 'submit_time') * 1_000),
    },
  };
}

function readStates(states: unknown): readonly string[] {
  return typeof states === 'string' ? [states] : list(states, 'job_state').map((state) => text(state, 'a state'));
}

/**
 * One that others pushed out, and that waits to run again under the same id, is not the machine that it was. 22.05 then
 * forgets when it was pushed out, and has no other word for one whose processes are still ending.
 */
function isTakenBack(states: readonly string[], native: Native, isSpot: boolean): boolean {
  if (states.includes('PREEMPTED')) return true;
  const isAgain = isPresent(native.restart_cnt) && readNumber(native.restart_cnt, 'restart_cnt') > 0;
  if (isAgain && isSpot) return true;
  const isPreempted = isPresent(native.preempt_time) && readNumber(native.preempt_time, 'preempt_time') > 0;
  return isPreempted && (isAgain || states.includes('COMPLETING'));
}

type Native = Readonly<Record<string, unknown>>;

/** A job that ended before it had a node has no size any more. */
function readSpec(native: Native): MachineSpec | undefined {
  if (!isCounted(native.cpus) || !isCounted(native.memory_per_node)) return undefined;
  const gpu = readGpu(textOr(native.tres_per_node, ''));
  return {
    cpus: readNumber(native.cpus, 'cpus'),
    memoryMiB: readNumber(native.memory_per_node, 'memory_per_node'),
    ...(gpu !== undefined && { gpu }),
  };
}

/** `gres:gpu:a100:2`, in newer versions `gres/gpu:a100:2`; one GPU is written without its number, too. */
function readGpu(tres: string): GpuSpec | undefined {
  const [, model, count = '1'] = /gres[:/]gpu:([A-Za-z][^:,]*)(?::(\d+))?/.exec(tres) ?? [];
  return model === undefined ? undefined : { model, count: Number(count) };
}

/** Null, or in newer versions `{set: false}`, is no number. */
function isCounted(value: unknown): boolean {
  return isPresent(value) && !(isObject(value) && value.set === false);
}

function readNumber(value: unknown, what: string): number {
  return whole(isObject(value) ? value.number : value, what);
}

/** Some texts are `null` where they are empty. */
function readText(value: unknown): string {
  return textOr(value, '');
}
