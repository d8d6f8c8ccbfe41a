import { type Answer, refusal } from './answer.ts';
import { checkOrder } from './check-order.ts';
import { beginDelete, isGone, type MachineOrder, type MachineRecord, machineBody, stateAt } from './machine.ts';
import { normalised, oddRefusal, shownState, wrongHolder } from './odd-answers.ts';
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
  const odd = oddRefusal(store);
  if (odd) return odd;
  const holder = holderOfName(store, checked.order.name);
  if (holder && store.options.capabilities.idempotentSpawn) return nameTaken(checked.order.name, holder);
  const living = livingMachines(store).length;
  if (living >= store.options.machinesMax) return refusal(403, 'quota_exceeded', `${living} machines is the limit`);
  if (isDryRun) return { status: 201, body: {} };
  const record = addMachine(store, normalised(checked.order, store), { spot });
  store.names.set(record.order.name, record);
  if (store.misconduct.commit('makes-two')) {
    addMachine(store, { ...record.order, name: `${record.order.name}-2` }, { spot, isUnasked: true });
  }
  return { status: 201, body: machineBody(record, 'creating', record.createdAtMs) };
}

function holderOfName(store: Store, name: string): MachineRecord | undefined {
  const holder = store.names.get(name);
  const rightful = holder && !isGone(holder, store.clock.now()) ? holder : undefined;
  const wrong = wrongHolder(holder, rightful, store);
  return wrong === null ? undefined : (wrong ?? rightful);
}

function nameTaken(name: string, holder: MachineRecord): Answer {
  return refusal(409, 'name_taken', `the name ${name} is taken`, { machine_id: holder.id });
}

/** Who wants a machine, and what kind. */
interface Addition {
  readonly spot?: boolean;
  readonly isUnasked?: boolean;
  readonly isForeign?: true;
}

/** A machine that begins to boot now. */
export function addMachine(store: Store, order: MachineOrder, addition: Addition = {}): MachineRecord {
  const { misconduct, options, clock, random } = store;
  const nowMs = clock.now();
  const never = Number.POSITIVE_INFINITY;
  const record: MachineRecord = {
    id: reusedId(store) ?? `m-${random.hex(16)}`,
    ...{ order, spot: false, isUnasked: false, ...addition },
    address: nextAddress(store),
    preempted: false,
    createdAtMs: nowMs,
    createdAt: new Date(nowMs).toISOString(),
    bootedAtMs: nowMs + options.bootMs,
    labelledAtMs: nowMs + (misconduct.commit('tags-late')?.lateMs ?? 0),
    failsAtMs: nowMs + (misconduct.commit('fails-later')?.afterMs ?? never),
    ...{ slowdowns: [], powerChanges: [] },
    ...{ deletedAtMs: never, goneAtMs: never, hasFlapped: false },
  };
  if (misconduct.inForce('gets-stuck')?.state === 'starting') {
    record.bootedAtMs = never;
    misconduct.commit('gets-stuck', () => {
      record.bootedAtMs = clock.now() + options.bootMs;
    });
  }
  store.machines.set(record.id, record);
  const image = store.snapshots.get(order.snapshot ?? '')?.disk ?? null;
  if (image !== null) store.disks.set(record.id, image);
  return record;
}

/** Its old name is anybody's then. */
export function renameMachine(store: Store, record: MachineRecord, name: string): void {
  if (store.names.get(record.order.name) === record) store.names.delete(record.order.name);
  record.order = { ...record.order, name };
  store.names.set(name, record);
}

/** The id of the machine that went last, where ids are given again. Nothing is left of that machine then. */
function reusedId({ misconduct, machines, disks, clock }: Store): string | undefined {
  const reuse = misconduct.inForce('reuses-ids');
  if (!reuse) return undefined;
  const gone = [...machines.values()].filter((record) => isGone(record, clock.now() - reuse.afterMs));
  const id = gone.toSorted((a, b) => b.goneAtMs - a.goneAtMs)[0]?.id;
  if (id === undefined) return undefined;
  misconduct.commit('reuses-ids');
  machines.delete(id);
  disks.delete(id);
  return id;
}

/** `GET /v1/machines/{id}`. */
export function getMachine(store: Store, id: string): Answer {
  const record = store.machines.get(id);
  const atMs = store.clock.now() - store.options.getLagMs;
  const state = record && shownState(record, stateAt(record, atMs, store.options), store);
  if (!record || !state || store.misconduct.commit('hides-machines')) return unknownMachine(id);
  return { status: 200, body: machineBody(record, state, atMs) };
}

/** `DELETE /v1/machines/{id}`. */
export function deleteMachine(store: Store, id: string): Answer {
  const { misconduct, clock, options, machines } = store;
  const record = machines.get(id);
  if (!record || isGone(record, clock.now())) return unknownMachine(id);
  const accepted: Answer = { status: 202, body: { id, state: 'deleting' } };
  if (record.deletedAtMs <= clock.now()) return accepted;
  const refused = misconduct.commit('refuses-deletes');
  if (refused) return busy(refused.retryAfterMs);
  if (misconduct.commit('ignores-deletes')) return accepted;
  beginDelete(record, clock.now(), options);
  if (misconduct.inForce('gets-stuck')?.state === 'deleting') {
    record.goneAtMs = Number.POSITIVE_INFINITY;
    misconduct.commit('gets-stuck', () => {
      record.goneAtMs = clock.now() + options.deleteMs;
    });
  }
  return accepted;
}

function busy(retryAfterMs: number): Answer {
  const seconds = Math.ceil(retryAfterMs / 1_000);
  const answer = refusal(409, 'machine_busy', `the machine is busy: try again in ${seconds} s`);
  return { ...answer, headers: { 'retry-after': String(seconds) } };
}

export function unknownMachine(id: string): Answer {
  return refusal(404, 'machine_not_found', `there is no machine ${id}`);
}
