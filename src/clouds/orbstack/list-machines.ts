import type { Random } from '../../provider/context.ts';
import { type Answer, refusal } from './answer.ts';
import { isGone, type MachineRecord, machineBody, stateAt } from './machine.ts';
import { muddled } from './muddled-list.ts';
import { shownState } from './odd-answers.ts';
import type { OpenList, Store } from './store.ts';

/** `GET /v1/machines`, whole or by name, page by page. */
export function listMachines(store: Store, search: string): Answer {
  const query = new URLSearchParams(search);
  const cursor = query.get('cursor');
  const open = cursor === null ? openList(store, query.get('name')) : store.cursors.get(cursor);
  if (!open) return refusal(400, 'cursor_expired', 'this cursor is not valid any more');
  return answerPage(store, open, pageSize(store, query.get('limit')), cursor);
}

function openList(store: Store, name: string | null): OpenList {
  const atMs = store.clock.now() - store.options.listLagMs;
  const records = [...store.machines.values()].filter(
    (record) => isListed(record, atMs, store) && (name === null || record.order.name === name),
  );
  if (records.length > 0 && store.misconduct.commit('hides-machines')) return { records: [], atMs, offset: 0 };
  const ordered = store.options.shuffle ? shuffled(records, store.random) : records;
  return { records: name === null ? muddled(ordered, store) : ordered, atMs, offset: 0 };
}

function isListed(record: MachineRecord, atMs: number, store: Store): boolean {
  if (stateAt(record, atMs, store.options) !== null) return true;
  return isGone(record, atMs) && store.misconduct.inForce('shows-the-gone') !== undefined;
}

function answerPage(store: Store, open: OpenList, size: number, asked: string | null): Answer {
  const end = open.offset + size;
  const machines: object[] = [];
  for (const record of open.records.slice(open.offset, end)) {
    const state = shownState(record, stateAt(record, open.atMs, store.options), store);
    if (state) machines.push(machineBody(record, state, open.atMs));
  }
  if (isRepeated(asked, store)) return { status: 200, body: { machines, next_cursor: asked } };
  if (end >= open.records.length) return { status: 200, body: { machines, next_cursor: null } };
  const cursor = store.random.hex(12);
  store.cursors.set(cursor, { ...open, offset: end });
  return { status: 200, body: { machines, next_cursor: cursor } };
}

/** Whether the service says that the page that was asked for comes next. Nothing comes round again on the first. */
function isRepeated(asked: string | null, { misconduct }: Store): boolean {
  if (asked === null || misconduct.inForce('muddles-pages')?.flaw !== 'repeated-token') return false;
  return misconduct.commit('muddles-pages') !== undefined;
}

/** A caller may ask for less than a page, never for more. */
function pageSize(store: Store, limit: string | null): number {
  const { pageSize: most } = store.options;
  if (store.misconduct.inForce('muddles-pages')) return 1;
  const asked = Number(limit ?? most);
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, most) : most;
}

function shuffled(records: readonly MachineRecord[], random: Random): readonly MachineRecord[] {
  return records
    .map((record) => ({ record, rank: random.next() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ record }) => record);
}
