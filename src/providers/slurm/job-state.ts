import type { InstanceStatus } from '../../provider/instance.ts';

/**
 * What the states of a job come to, the telling ones first: newer versions give a state and its flags, such as
 * `CANCELLED` and `COMPLETING` for a job whose processes still run.
 */
const statuses: readonly (readonly [state: string, status: InstanceStatus])[] = [
  ['COMPLETING', 'terminating'],
  ['STAGE_OUT', 'terminating'],
  ['CONFIGURING', 'starting'],
  ['POWER_UP_NODE', 'starting'],
  ['REQUEUED', 'pending'],
  ['REQUEUE_FED', 'pending'],
  ['REQUEUE_HOLD', 'pending'],
  ['SPECIAL_EXIT', 'pending'],
  ['RESV_DEL_HOLD', 'pending'],
  ['STOPPED', 'stopped'],
  ['SUSPENDED', 'stopped'],
  ['RESIZING', 'running'],
  ['SIGNALING', 'running'],
  ['RUNNING', 'running'],
  ['PENDING', 'pending'],
  ['COMPLETED', 'terminated'],
  ['CANCELLED', 'terminated'],
  ['TIMEOUT', 'terminated'],
  ['PREEMPTED', 'terminated'],
  ['FAILED', 'error'],
  ['OUT_OF_MEMORY', 'error'],
  ['NODE_FAIL', 'error'],
  ['BOOT_FAIL', 'error'],
  ['DEADLINE', 'error'],
  ['REVOKED', 'error'],
];

/** A state that nobody knows is a job that is there and holds what it holds. */
export function statusOf(states: readonly string[]): InstanceStatus {
  return statuses.find(([state]) => states.includes(state))?.[1] ?? 'pending';
}

/** Whether nothing is left of the job but its record. */
export function isOver(status: InstanceStatus): boolean {
  return status === 'terminated' || status === 'error';
}
