import { type Answer, refusal } from './answer.ts';
import { checkOrder } from './check-order.ts';
import { isGone, type MachineRecord, machineBody, stateAt } from './machine.ts';
import { livingMachines, nextAddress, type Store } from './store.ts';

export interface CreateOptions {
  /** Whether the service may take the machine back. */
  readonly spot?: boolean;
  /** Refuses what it would refuse, and else makes nothing. */
  readonly isDryRun?: boolean;
}

/** `POST /v1/machines`. */
export function createMachine(
  store: Store,
  body: Readonly<Record<string, unknown>>,
  { spot = false, isDryRun = false }: CreateOptions = {},
): Answer {
  const checked = checkOrder(body, store);
  if (!checked.ok) return refusal(checked.code === 'volume_in_use' ? 409 : 422, checked.code, checked.message);
  const nowMs = store.clock.now();
  const holder = store.names.get(checked.order.name);
  const isTaken = holder !== undefined && !isGone(holder, nowMs, store.options);
  if (isTaken && store.options.capabilities.idempotentSpawn) return nameTaken(holder);
  const living = livingMachines(store).length;
  if (living >= store.options.machinesMax) return refusal(403, 'quota_exceeded', `${living} machines is the limit`);
  if (isDryRun) return { status: 201, body: {} };
  const record: MachineRecord = {
    id: `m-${store.random.hex(16)}`,
    order: checked.order,
    spot,
    address: nextAddress(store),
    preempted: false,
    createdAtMs: nowMs,
    createdAt: new Date(nowMs).toISOString(),
    powerChanges: [],
    deletedAtMs: Number.POSITIVE_INFINITY,
  };
  store.machines.set(record.id, record);
  store.names.set(record.order.name, record);
  const image = store.snapshots.get(record.order.snapshot ?? '')?.disk ?? null;
  if (image !== null) store.disks.set(record.id, image);
  return { status: 201, body: machineBody(record, 'creating') };
}

function nameTaken(holder: MachineRecord): Answer {
  return refusal(409, 'name_taken', `the name ${holder.order.name} is taken`, { machine_id: holder.id });
}

/** `GET /v1/machines/{id}`. */
export function getMachine(store: Store, id: string): Answer {
  const record = store.machines.get(id);
  const state = record && stateAt(record, store.clock.now() - store.options.getLagMs, store.options);
  return record && state ? { status: 200, body: machineBody(record, state) } : unknownMachine(id);
}

/** `DELETE /v1/machines/{id}`. */
export function deleteMachine(store: Store, id: string): Answer {
  const record = store.machines.get(id);
  const nowMs = store.clock.now();
  if (!record || isGone(record, nowMs, store.options)) return unknownMachine(id);
  record.deletedAtMs = Math.min(record.deletedAtMs, nowMs);
  return { status: 202, body: { id, state: 'deleting' } };
}

export function unknownMachine(id: string): Answer {
  return refusal(404, 'machine_not_found', `there is no machine ${id}`);
}
