import type { SimulatedHostOptions } from './simulated-host-options.ts';

/** The states of the service's own language. */
export type MachineState = 'creating' | 'starting' | 'running' | 'stopping' | 'stopped' | 'deleting' | 'deleted';

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
  /** Each time it was put to sleep or woken, oldest first. */
  readonly powerChanges: PowerChange[];
  /** Infinity until somebody deletes it. */
  deletedAtMs: number;
}

/** Nobody asked for the end of a machine that was taken back, so it shows for an hour that it was. */
const preemptedTombstoneMs = 3_600_000;

/** The state at a time, or null when the machine is not visible then. */
export function stateAt(record: MachineRecord, atMs: number, options: SimulatedHostOptions): MachineState | null {
  if (atMs < record.createdAtMs) return null;
  if (atMs >= record.deletedAtMs) return stateAfterDelete(record, atMs - record.deletedAtMs, options);
  const change = record.powerChanges.findLast((candidate) => candidate.atMs <= atMs);
  if (change) return stateAfterChange(change, atMs - change.atMs, options);
  const ageMs = atMs - record.createdAtMs;
  if (ageMs >= options.bootMs) return 'running';
  return ageMs >= options.provisioningMs ? 'starting' : 'creating';
}

function stateAfterChange({ to }: PowerChange, sinceMs: number, options: SimulatedHostOptions): MachineState {
  if (to === 'off') return 'stopped';
  if (to === 'asleep') return sinceMs < options.hibernateMs ? 'stopping' : 'stopped';
  return sinceMs < options.bootMs ? 'starting' : 'running';
}

function stateAfterDelete(
  { preempted }: MachineRecord,
  sinceMs: number,
  { deleteMs, tombstoneMs }: SimulatedHostOptions,
): MachineState | null {
  if (sinceMs < deleteMs) return 'deleting';
  const visibleMs = preempted ? Math.max(tombstoneMs, preemptedTombstoneMs) : tombstoneMs;
  return sinceMs < deleteMs + visibleMs ? 'deleted' : null;
}

/** Whether nothing of the machine is left but, perhaps, a tombstone. */
export function isGone(record: MachineRecord, atMs: number, options: SimulatedHostOptions): boolean {
  return atMs >= record.deletedAtMs + options.deleteMs;
}

/** A machine the way the service writes it. */
export function machineBody(record: MachineRecord, state: MachineState): object {
  const { id, order, spot, address, preempted, createdAt } = record;
  const ended = state === 'deleting' || state === 'deleted';
  return {
    id,
    state,
    ...order,
    spot,
    address,
    ended_by: preempted && ended ? 'preemption' : null,
    created_at: createdAt,
  };
}
