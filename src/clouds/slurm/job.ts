import type { SlurmOptions } from './slurm-options.ts';

/** What a submit asked for, checked. */
export interface JobOrder {
  readonly name: string;
  readonly comment: string;
  readonly partition: string;
  readonly cpus: number;
  /** Null where nothing was asked for. */
  readonly memoryMiB: number | null;
  /** As it was asked for. */
  readonly gres: string;
  readonly gpu: { readonly model: string; readonly count: number } | undefined;
  readonly requeue: boolean;
  readonly user: string;
  /** Why it can never start; null where it can. */
  readonly neverStarts: string | null;
}

/** One job ever submitted, also one that was refused. Its state is a function of the time, so nothing needs a timer. */
export interface JobRecord {
  readonly id: number;
  readonly order: JobOrder;
  readonly submittedAtMs: number;
  /** A submit that was refused leaves its record behind, failed before it began. */
  readonly wasRefused: boolean;
  /** Infinity until somebody cancels it. */
  cancelledAtMs: number;
  /** Infinity until others take its place. */
  preemptedAtMs: number;
  /** How long it is remembered after its end. */
  keptMs: number;
}

export type BaseState = 'PENDING' | 'RUNNING' | 'CANCELLED' | 'FAILED' | 'PREEMPTED';

/** The state of a job at a time, and the flag that goes with it. */
export interface JobState {
  readonly base: BaseState;
  readonly flag?: 'CONFIGURING' | 'COMPLETING';
  readonly reason: string;
  readonly hasNode: boolean;
}

/** The state at a time, or null where not even a record is left. */
export function stateAt(record: JobRecord, atMs: number, options: SlurmOptions): JobState | null {
  const endedAtMs = endOf(record, options);
  if (atMs >= endedAtMs + record.keptMs) return null;
  if (record.wasRefused) return { base: 'FAILED', reason: 'BadConstraints', hasNode: false };
  if (atMs >= endBeginsAt(record)) return endingState(record, atMs >= endedAtMs, options);
  const startedAtMs = startOf(record, options);
  if (atMs < startedAtMs) {
    const reason = record.order.neverStarts ?? (atMs < record.submittedAtMs + looksAfterMs ? 'None' : 'Priority');
    return { base: 'PENDING', reason, hasNode: false };
  }
  const isUp = atMs >= startedAtMs + options.configureMs;
  return { base: 'RUNNING', ...(!isUp && { flag: 'CONFIGURING' }), reason: 'None', hasNode: true };
}

/** How long after a submit the scheduler has not looked at the job yet. */
const looksAfterMs = 1_000;

function endingState(record: JobRecord, isOver: boolean, options: SlurmOptions): JobState {
  const hadNode = hasStarted(record, options);
  if (record.preemptedAtMs <= record.cancelledAtMs) {
    return { base: 'PREEMPTED', ...(!isOver && { flag: 'COMPLETING' }), reason: 'None', hasNode: true };
  }
  const reason = record.order.neverStarts ?? 'None';
  if (!isOver) return { base: 'CANCELLED', flag: 'COMPLETING', reason, hasNode: hadNode };
  if (!hadNode || !options.failsWhenCancelled) return { base: 'CANCELLED', reason, hasNode: hadNode };
  return { base: 'FAILED', reason: 'NonZeroExitCode', hasNode: true };
}

export function startOf({ order, submittedAtMs }: JobRecord, { scheduleMs }: SlurmOptions): number {
  return order.neverStarts === null ? submittedAtMs + scheduleMs : Number.POSITIVE_INFINITY;
}

/** When nothing of it holds a node any more. One that has not started ends as soon as it is cancelled. */
export function endOf(record: JobRecord, options: SlurmOptions): number {
  if (record.wasRefused) return record.submittedAtMs;
  return endBeginsAt(record) + (hasStarted(record, options) ? options.killMs : 0);
}

/** When it was cancelled or others took its place, whichever came first. */
export function endBeginsAt({ cancelledAtMs, preemptedAtMs }: JobRecord): number {
  return Math.min(cancelledAtMs, preemptedAtMs);
}

function hasStarted(record: JobRecord, options: SlurmOptions): boolean {
  return endBeginsAt(record) >= startOf(record, options);
}
