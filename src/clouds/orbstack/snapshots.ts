import { type Answer, refusal } from './answer.ts';
import { isGone } from './machine.ts';
import type { SnapshotRecord, Store } from './store.ts';

/** `POST /v1/snapshots`. */
export function createSnapshot(store: Store, body: Readonly<Record<string, unknown>>): Answer {
  const machine = store.machines.get(body.machine as string);
  const nowMs = store.clock.now();
  if (!machine || isGone(machine, nowMs)) {
    return refusal(404, 'machine_not_found', 'there is no such machine');
  }
  const record: SnapshotRecord = {
    id: `s-${store.random.hex(16)}`,
    machine: machine.id,
    createdAtMs: nowMs,
    disk: store.disks.get(machine.id) ?? null,
    gone: false,
  };
  store.snapshots.set(record.id, record);
  return { status: 201, body: snapshotBody(store, record) };
}

/** `GET /v1/snapshots/{id}`. */
export function getSnapshot(store: Store, id: string): Answer {
  const record = store.snapshots.get(id);
  return record && !record.gone ? { status: 200, body: snapshotBody(store, record) } : unknownSnapshot(id);
}

/** `DELETE /v1/snapshots/{id}`. */
export function deleteSnapshot(store: Store, id: string): Answer {
  const record = store.snapshots.get(id);
  if (!record || record.gone) return unknownSnapshot(id);
  record.gone = true;
  return { status: 204 };
}

function snapshotBody(store: Store, record: SnapshotRecord): object {
  const sinceMs = store.clock.now() - record.createdAtMs;
  const progress = store.options.snapshotMs <= sinceMs ? 100 : Math.floor((100 * sinceMs) / store.options.snapshotMs);
  return { id: record.id, machine: record.machine, state: progress === 100 ? 'ready' : 'saving', progress };
}

function unknownSnapshot(id: string): Answer {
  return refusal(404, 'snapshot_not_found', `there is no snapshot ${id}`);
}
