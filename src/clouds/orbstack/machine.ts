import { bootedFor, type Slowdown } from './boot.ts';
import type { SimulatedHostOptions } from './simulated-host-options.ts';

/** The states of the service's own language. */
export type MachineState =
  | 'creating'
  | 'starting'
  | 'running'
  | 'stopping'
  | 'stopped'
  | 'deleting'
  | 'deleted'
  | 'failed';

/** What a caller asked for, checked. */
export interface MachineOrder {
  readonly name: string;
  readonly cpus: number;
  readonly memory_mib: number;
  readonly disk_gib: number | null;
  readonly gpu: { readonly model: string; readonly count: number } | null;
  readonly image: string;
  readonly region: string;
  readonly network: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly snapshot: string | null;
}

/** The moment from which a machine goes to sleep, wakes up, or is without power. */
export interface PowerChange {
  readonly atMs: number;
  readonly to: 'asleep' | 'awake' | 'off';
}

/**
 * One machine ever made. Its state is a function of the time, so that nothing needs a timer and a late view is the
 * state of an earlier time.
 */
export interface MachineRecord {
  readonly id: string;
  /** Nobody asked for it: it was made beside one that somebody asked for. */
  readonly isUnasked: boolean;
  /** Replaced where somebody changes its labels. */
  order: MachineOrder;
  /** Whether the service may take it back, and whether it did. */
  readonly spot: boolean;
  /** Where it is reached. Another one where it was started somewhere else. */
  address: string;
  preempted: boolean;
  readonly createdAtMs: number;
  /** The same, as it is written. */
  readonly createdAt: string;
  /** When it boots more slowly than others. */
  readonly slowdowns: Slowdown[];
  /** Somebody else made it, past the service's front door. */
  readonly isForeign?: true;
  /** When it has booted, from when on its labels are shown, and when it fails. */
  bootedAtMs: number;
  readonly labelledAtMs: number;
  readonly failsAtMs: number;
  /** Each time it was put to sleep or woken, oldest first. */
  readonly powerChanges: PowerChange[];
  /** Infinity until somebody deletes it. */
  deletedAtMs: number;
  /** When nothing of it is left but, perhaps, a tombstone. */
  goneAtMs: number;
  /** Whether its last read showed it in a state in which it is not. */
  hasFlapped: boolean;
}

/** Nobody asked for the end of a machine that was taken back, so it shows for an hour that it was. */
const preemptedTombstoneMs = 3_600_000;

/** The state at a time, or null when the machine is not visible then. */
export function stateAt(record: MachineRecord, atMs: number, options: SimulatedHostOptions): MachineState | null {
  if (atMs < record.createdAtMs) return null;
  if (atMs >= record.deletedAtMs) return stateAfterDelete(record, atMs, options);
  if (atMs >= record.failsAtMs) return 'failed';
  const change = record.powerChanges.findLast((candidate) => candidate.atMs <= atMs);
  if (change) return stateAfterChange(change, record, atMs, options);
  const bootedMs = bootedFor(record, record.createdAtMs, atMs);
  if (bootedMs >= record.bootedAtMs - record.createdAtMs) return 'running';
  return bootedMs >= options.provisioningMs ? 'starting' : 'creating';
}

function stateAfterChange(
  change: PowerChange,
  record: MachineRecord,
  atMs: number,
  options: SimulatedHostOptions,
): MachineState {
  const { to, atMs: sinceMs } = change;
  if (to === 'off') return 'stopped';
  if (to === 'asleep') return atMs - sinceMs < options.hibernateMs ? 'stopping' : 'stopped';
  return bootedFor(record, sinceMs, atMs) < options.bootMs ? 'starting' : 'running';
}

function stateAfterDelete(
  { preempted, goneAtMs }: MachineRecord,
  atMs: number,
  { tombstoneMs }: SimulatedHostOptions,
): MachineState | null {
  if (atMs < goneAtMs) return 'deleting';
  const visibleMs = preempted ? Math.max(tombstoneMs, preemptedTombstoneMs) : tombstoneMs;
  return atMs < goneAtMs + visibleMs ? 'deleted' : null;
}

/** From now on it is on its way out, if it was not before. */
export function beginDelete(record: MachineRecord, nowMs: number, { deleteMs }: SimulatedHostOptions): void {
  if (record.deletedAtMs <= nowMs) return;
  record.deletedAtMs = nowMs;
  record.goneAtMs = nowMs + deleteMs;
}

/** Whether nothing of the machine is left but, perhaps, a tombstone. */
export function isGone({ goneAtMs }: MachineRecord, atMs: number): boolean {
  return atMs >= goneAtMs;
}

/** A machine the way the service writes it. */
export function machineBody(record: MachineRecord, state: string, atMs: number): object {
  const { id, order, spot, address, preempted, createdAt } = record;
  const ended = state === 'deleting' || state === 'deleted';
  const labels = atMs >= record.labelledAtMs ? order.labels : {};
  const endedBy = preempted && ended ? 'preemption' : null;
  return { id, state, ...order, labels, spot, address, ended_by: endedBy, created_at: createdAt };
}
