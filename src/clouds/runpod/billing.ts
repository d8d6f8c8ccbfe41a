import { deriveSeed } from '../../testbed/seeded-random.ts';
import { type Answer, problem } from './answer.ts';
import type { PodRecord } from './pod.ts';
import type { Store } from './store.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** What the account used before the world began is billed for so many days. */
const billedDays = 30;
const historyUsdPerHourMax = 4;
const bucketsMax = 10_000;

const bucketMs: Readonly<Record<string, number>> = { hour: hourMs, day: dayMs, week: 7 * dayMs };

/** `GET /v2/billing`: what each bucket between `startTime` and `endTime` cost. Both are moved out to whole buckets. */
export function getBilling(store: Store, search: string): Answer {
  const query = new URLSearchParams(search);
  const [start, end] = [query.get('startTime'), query.get('endTime')];
  const size = query.get('bucketSize') ?? 'day';
  const length = bucketMs[size];
  if (length === undefined)
    return problem(422, 'bucketSize is invalid', ['bucketSize: must be one of hour, day, week']);
  if ((start === null) !== (end === null)) return problem(400, 'startTime and endTime must be provided together');
  const nowMs = store.clock.now();
  const startMs = start === null ? nowMs - billedDays * dayMs : Date.parse(start);
  const endMs = end === null ? nowMs : Date.parse(end);
  if (Number.isNaN(startMs) || Number.isNaN(endMs)) return problem(422, 'startTime and endTime must be RFC 3339 times');
  if (endMs < startMs) return problem(400, 'endTime must not be before startTime');
  const firstMs = Math.floor(startMs / length) * length;
  const count = Math.ceil((endMs - firstMs) / length);
  if (count > bucketsMax) return problem(400, 'the requested window has too many buckets');
  const records = Array.from({ length: count }, (_, index) => record(store, firstMs + index * length, length));
  const totalAmount = records.reduce((sum, each) => sum + each.totalAmount, 0);
  const window = { startTime: iso(firstMs), endTime: iso(firstMs + count * length) };
  const metadata = { query: { ...window, bucketSize: size }, recordCount: count, totals: amounts(totalAmount) };
  return { status: 200, body: { records, metadata } };
}

/** The total, and what it is made of under the names of the service. */
interface Amounts extends Readonly<Record<string, number | string>> {
  readonly totalAmount: number;
}

/** The days for which an account that opens at this time has bills from before. */
export function billedBefore(openedAtMs: number): { readonly from: string; readonly to: string } {
  const day = (atMs: number) => iso(atMs).slice(0, 10);
  return { from: day(openedAtMs - billedDays * dayMs), to: day(openedAtMs) };
}

function record(store: Store, startMs: number, length: number): Amounts {
  const endMs = startMs + length;
  const pods = [...store.pods.values()].map((pod) => podUsd(store, pod, startMs, endMs));
  const total = pods.reduce((sum, each) => sum + each, historyUsd(store, startMs, endMs));
  return { startTime: iso(startMs), endTime: iso(endMs), ...amounts(total) };
}

/** From its create until its end; a pod that has exited costs nothing. */
function podUsd({ clock }: Store, pod: PodRecord, startMs: number, endMs: number): number {
  const exit = pod.changes.find(({ to }) => to !== 'started')?.atMs ?? Number.POSITIVE_INFINITY;
  const untilMs = Math.min(pod.deletedAtMs, exit, clock.now());
  return (overlapMs(pod.createdAtMs, untilMs, startMs, endMs) / hourMs) * pod.costPerHour;
}

/** Each day of the account's past had its own rate. */
function historyUsd({ openedAtMs, costSeed }: Store, startMs: number, endMs: number): number {
  let usd = 0;
  for (let day = 1; day <= billedDays; day += 1) {
    const fromMs = openedAtMs - day * dayMs;
    const rate = (deriveSeed(costSeed, String(day)) % (historyUsdPerHourMax * 100)) / 100;
    usd += (overlapMs(fromMs, fromMs + dayMs, startMs, endMs) / hourMs) * rate;
  }
  return usd;
}

function amounts(totalAmount: number): Amounts {
  const none = [
    ...['podCpuAmount', 'podDiskAmount', 'serverlessGpuAmount', 'serverlessCpuAmount', 'serverlessDiskAmount'],
    ...['serverlessFeeAmount', 'storageStandardAmount', 'storageHighPerformanceAmount', 'endpointAmount'],
    ...['clusterGpuAmount', 'clusterDiskAmount', 'clusterNetworkingAmount'],
  ].map((name) => [name, 0]);
  return { totalAmount, podGpuAmount: totalAmount, ...Object.fromEntries(none) };
}

function overlapMs(startMs: number, endMs: number, fromMs: number, toMs: number): number {
  return Math.max(0, Math.min(endMs, toMs) - Math.max(startMs, fromMs));
}

function iso(atMs: number): string {
  return new Date(atMs).toISOString();
}
