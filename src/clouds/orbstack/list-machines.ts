import type { Random } from '../../provider/context.ts';
import { type Answer, refusal } from './answer.ts';
import { type MachineRecord, machineBody, stateAt } from './machine.ts';
import type { OpenList, Store } from './store.ts';

/** `GET /v1/machines`, whole or by name, page by page. */
export function listMachines(store: Store, search: string): Answer {
  const query = new URLSearchParams(search);
  const cursor = query.get('cursor');
  const open = cursor === null ? openList(store, query.get('name')) : store.cursors.get(cursor);
  if (!open) return refusal(400, 'cursor_expired', 'this cursor is not valid any more');
  return answerPage(store, open, pageSize(store, query.get('limit')));
}

function openList(store: Store, name: string | null): OpenList {
  const atMs = store.clock.now() - store.options.listLagMs;
  const records = [...store.machines.values()].filter(
    (record) => stateAt(record, atMs, store.options) !== null && (name === null || record.order.name === name),
  );
  return { records: store.options.shuffle ? shuffled(records, store.random) : records, atMs, offset: 0 };
}

function answerPage(store: Store, open: OpenList, size: number): Answer {
  const end = open.offset + size;
  const machines: object[] = [];
  for (const record of open.records.slice(open.offset, end)) {
    const state = stateAt(record, open.atMs, store.options);
    if (state) machines.push(machineBody(record, state));
  }
  if (end >= open.records.length) return { status: 200, body: { machines, next_cursor: null } };
  const cursor = store.random.hex(12);
  store.cursors.set(cursor, { ...open, offset: end });
  return { status: 200, body: { machines, next_cursor: cursor } };
}

/** A caller may ask for less than a page, never for more. */
function pageSize(store: Store, limit: string | null): number {
  const asked = Number(limit ?? store.options.pageSize);
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, store.options.pageSize) : store.options.pageSize;
}

function shuffled(records: readonly MachineRecord[], random: Random): readonly MachineRecord[] {
  return records
    .map((record) => ({ record, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ record }) => record);
}
