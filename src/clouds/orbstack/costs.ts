import { deriveSeed } from '../../testbed/seeded-random.ts';
import { type Answer, refusal } from './answer.ts';
import type { MachineRecord } from './machine.ts';
import type { Store } from './store.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What the account used before the world began is billed for so many days. */
const billedDays = 30;

/** Prices in billionths of a dollar per millisecond, so that every bill is a sum of whole numbers. */
const nanosPerCpuMs = 10;
const historyNanosPerMsMax = 2_000;

/** `GET /v1/costs?from=&to=`: what was used from the one instant until just before the other. */
export function getCosts(store: Store, search: string): Answer {
  const query = new URLSearchParams(search);
  const [fromMs, toMs] = [readTime(query.get('from')), readTime(query.get('to'))];
  if (fromMs === null || toMs === null) return refusal(422, 'invalid_period', 'from and to must be times');
  if (toMs < fromMs) return refusal(422, 'invalid_period', 'from must not be after to');
  const machines = [...store.machines.values()].map((record) => machineNanos(record, fromMs, toMs, store));
  const nanos = machines.reduce((sum, each) => sum + each, historyNanos(store, fromMs, toMs));
  return { status: 200, body: { total_nano_usd: nanos, currency: 'USD' } };
}

/** The days for which an account that opens at this time has bills from before. */
export function billedBefore(openedAtMs: number): { readonly from: string; readonly to: string } {
  const day = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);
  return { from: day(openedAtMs - billedDays * dayMs), to: day(openedAtMs) };
}

function readTime(text: string | null): number | null {
  const atMs = Date.parse(text ?? '');
  return Number.isNaN(atMs) ? null : atMs;
}

function machineNanos(record: MachineRecord, fromMs: number, toMs: number, { clock }: Store): number {
  const endMs = Math.min(record.deletedAtMs, clock.now());
  return overlapMs(record.createdAtMs, endMs, fromMs, toMs) * record.order.cpus * nanosPerCpuMs;
}

/** Each day of the account's past had its own rate. */
function historyNanos({ openedAtMs, costSeed }: Store, fromMs: number, toMs: number): number {
  let nanos = 0;
  for (let day = 1; day <= billedDays; day += 1) {
    const startMs = openedAtMs - day * dayMs;
    const rate = deriveSeed(costSeed, String(day)) % historyNanosPerMsMax;
    nanos += overlapMs(startMs, startMs + dayMs, fromMs, toMs) * rate;
  }
  return nanos;
}

function overlapMs(startMs: number, endMs: number, fromMs: number, toMs: number): number {
  return Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs));
}
