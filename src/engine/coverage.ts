import type { Contract } from '../contracts/contract.ts';
import type { StepResult } from '../contracts/step-result.ts';
import type { ProcessResult } from '../contracts/step-value.ts';
import type { TimedResult } from '../contracts/timed-result.ts';
import { isProviderError } from '../provider/provider-error.ts';
import { unwrittenPart } from '../provider/unwritten.ts';
import type { Coverage } from './report.ts';
import type { TrialRecord } from './run-trial.ts';

/** What the cases of a contract came to so far. */
export interface CoverageCount {
  /** Cases in which the provider was called at all. */
  acting: number;
  /** In how many cases each label was reached. */
  readonly reached: Map<string, number>;
  /** The parts of the provider that said they are not written yet. */
  readonly missing: Set<string>;
}

export function createCoverageCount(): CoverageCount {
  return { acting: 0, reached: new Map(), missing: new Set() };
}

/** Adds a case. */
export function countCase(count: CoverageCount, { history, reached }: TrialRecord): void {
  const labels = new Set(reached);
  const statuses = new Map<string, string>();
  let isActing = false;
  for (const { result } of history) {
    isActing = noteResult(result, labels, statuses) || isActing;
    noteMissing(result, count.missing);
  }
  if (isActing) count.acting += 1;
  for (const label of labels) count.reached.set(label, (count.reached.get(label) ?? 0) + 1);
}

/** The same count for a report, its labels in order. */
export function coverageOf({ acting, reached }: CoverageCount): Coverage {
  return { acting, reached: Object.fromEntries([...reached].toSorted(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Why a pass shows little, or undefined. */
export function weaknessOf(
  { reaches }: Contract,
  { acting, reached }: CoverageCount,
  cases: number,
): string | undefined {
  if (acting * 2 < cases) return `only ${acting} of ${cases} cases called the provider`;
  const missing = reaches.filter((label) => !reached.has(label));
  return missing.length === 0 ? undefined : `no case came to: ${missing.join(', ')}`;
}

const silentOps: ReadonlySet<string> = new Set([
  ...['wait', 'fault', 'heal', 'write-disk', 'read-disk'],
  ...['interrupt-spot', 'drain-zone', 'refill-zone'],
]);

/** Notes what a step came to; says whether it called the provider. */
function noteResult(result: StepResult, labels: Set<string>, statuses: Map<string, string>): boolean {
  const { step } = result;
  if (step.op === 'overlap') {
    labels.add(`overlap ${result.outcome}`);
    return overlapped(result)
      .map((call) => noteResult(call.result, labels, statuses))
      .includes(true);
  }
  labels.add(`${step.op} ${endOf(result)}`);
  if (step.op === 'process') {
    const inner = innerOf(result);
    return inner.map((each) => noteResult(each, labels, statuses)).includes(true) || hasCalled(result);
  }
  if ('target' in step && result.outcome === 'resolved') noteStatus(step.target, result.value, labels, statuses);
  if (step.op === 'spawn' && result.outcome === 'resolved') noteStatus(step.as, result.value, labels, statuses);
  return !silentOps.has(step.op);
}

/** The calls of several clients at the same time. */
function overlapped(result: StepResult): readonly TimedResult[] {
  return result.outcome === 'resolved' ? (result.value as readonly (readonly TimedResult[])[]).flat() : [];
}

/** What another process ended before its own end. */
function innerOf(result: StepResult): readonly StepResult[] {
  return result.outcome === 'resolved' ? (result.value as ProcessResult).results : [];
}

/** A process that died in the middle of its first step has called too. */
function hasCalled(result: StepResult): boolean {
  return result.outcome === 'resolved' && (result.value as ProcessResult).calls > 0;
}

function noteMissing(result: StepResult, missing: Set<string>): void {
  if (result.step.op === 'overlap') for (const call of overlapped(result)) noteMissing(call.result, missing);
  if (result.step.op === 'process') for (const inner of innerOf(result)) noteMissing(inner, missing);
  const part = result.outcome === 'threw' ? unwrittenPart(result.thrown) : undefined;
  if (part !== undefined) missing.add(part);
}

function endOf(result: StepResult): string {
  if (result.outcome !== 'threw') return result.outcome;
  return `threw ${isProviderError(result.thrown) ? result.thrown.code : 'something else'}`;
}

/** Where one instance went from one status to another, that is worth a label too. */
function noteStatus(name: string, value: unknown, labels: Set<string>, statuses: Map<string, string>): void {
  const status: unknown = typeof value === 'object' && value !== null ? (value as { status?: unknown }).status : null;
  if (typeof status !== 'string') return;
  const before = statuses.get(name);
  statuses.set(name, status);
  labels.add(`status ${status}`);
  if (before !== undefined && before !== status) labels.add(`status ${before} to ${status}`);
}
