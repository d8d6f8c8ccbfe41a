import type { SlurmOptions } from './slurm-options.ts';

/** What a submit asked for, checked. */
export interface JobOrder {
  readonly name: string;
  readonly comment: string;
  readonly partition: string;
  readonly cpus: number;
  /** Whether it said how many tasks it has: the CPUs of one that did not are counted when it gets a node. */
  readonly hasTasks: boolean;
  /** Null where nothing was asked for. */
  readonly memoryMiB: number | null;
  /** As it was asked for. */
  readonly gres: string;
  readonly gpu: { readonly model: string; readonly count: number } | undefined;
  readonly requeue: boolean;
  readonly user: string;
  readonly account: string;
  /** Its time limit; null for none. */
  readonly minutes: number | null;
  /** What its script comes to as soon as it runs; absent where it goes on until it is ended. */
  readonly ends?: ScriptEnd;
  /** Why it can never start; null where it can. */
  readonly neverStarts: string | null;
}

/** The end of a script that comes to one by itself. */
export interface ScriptEnd {
  readonly base: 'FAILED' | 'COMPLETED';
  readonly reason: string;
  /** As `wait` gives it. */
  readonly waitStatus: number;
}

/** Why a job waits that could not be launched: it was requeued, and nothing lets it go on. */
export const heldAgain = 'JobHeldUser';

/** One job ever submitted, also one that was refused. Its state is a function of the time, so nothing needs a timer. */
export interface JobRecord {
  readonly id: number;
  readonly order: JobOrder;
  readonly submittedAtMs: number;
  /** A submit that was refused leaves its record behind, failed before it began. */
  readonly wasRefused: boolean;
  /** Infinity where its script goes on. */
  readonly endsByItselfAtMs: number;
  /** Infinity until somebody cancels it. */
  cancelledAtMs: number;
  /** Infinity until others take its place. */
  preemptedAtMs: number;
  /** How long it is remembered after its end. */
  keptMs: number;
}

export type BaseState = 'PENDING' | 'RUNNING' | 'CANCELLED' | 'FAILED' | 'PREEMPTED' | 'COMPLETED';

/** The state of a job at a time, and the flag that goes with it. */
export interface JobState {
  readonly base: BaseState;
  readonly flag?: 'CONFIGURING' | 'COMPLETING';
  readonly reason: string;
  readonly hasNode: boolean;
  /** Where its script came to an end by itself. */
  readonly waitStatus?: number;
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
  const { ends } = record.order;
  if (ends && record.endsByItselfAtMs === endBeginsAt(record)) return { ...ends, hasNode: true };
  if (record.preemptedAtMs <= record.cancelledAtMs) {
    return { base: 'PREEMPTED', ...(!isOver && { flag: 'COMPLETING' }), reason: 'None', hasNode: true };
  }
  const reason = record.order.neverStarts ?? 'None';
  if (!isOver) return { base: 'CANCELLED', flag: 'COMPLETING', reason, hasNode: hadNode };
  if (!hadNode || !options.failsWhenCancelled) return { base: 'CANCELLED', reason, hasNode: hadNode };
  return { base: 'FAILED', reason: 'NonZeroExitCode', hasNode: true };
}

export function startOf(
  { order, submittedAtMs }: Pick<JobRecord, 'order' | 'submittedAtMs'>,
  { scheduleMs }: SlurmOptions,
): number {
  return order.neverStarts === null ? submittedAtMs + scheduleMs : Number.POSITIVE_INFINITY;
}

/** When nothing of it holds a node any more. One that has not started ends as soon as it is cancelled. */
export function endOf(record: JobRecord, options: SlurmOptions): number {
  if (record.wasRefused) return record.submittedAtMs;
  const isKilled = hasStarted(record, options) && endBeginsAt(record) < record.endsByItselfAtMs;
  return endBeginsAt(record) + (isKilled ? options.killMs : 0);
}

/** When its script came to an end, it was cancelled or others took its place, whichever came first. */
export function endBeginsAt({ endsByItselfAtMs, cancelledAtMs, preemptedAtMs }: JobRecord): number {
  return Math.min(endsByItselfAtMs, cancelledAtMs, preemptedAtMs);
}

function hasStarted(record: JobRecord, options: SlurmOptions): boolean {
  return endBeginsAt(record) >= startOf(record, options);
}
