import { isObject } from '../provider/is-object.ts';
import { describeResult, mustResolve } from './checks.ts';
import { describeValue } from './describe.ts';
import { sameValue } from './same-value.ts';
import type { Step, StepOf } from './step.ts';
import type { StepResult } from './step-result.ts';
import type { EnhancedLook } from './step-value.ts';
import type { Trial } from './trial.ts';

/** The generic fields of a kind of thing, and what a value has beside them. */
export interface GenericKind {
  readonly fields: Readonly<Record<string, true>>;
  readonly foreign: (value: unknown) => readonly string[];
}

type EnhancedOp = 'get-enhanced' | 'get-enhanced-snapshot';

/** Gives the look, whose projection must keep every generic field of the whole, and nothing else. */
export function mustProject(
  trial: Trial,
  result: StepResult<EnhancedOp>,
  { fields, foreign }: GenericKind,
): EnhancedLook<unknown> {
  const look: unknown = mustResolve(trial, result, 'the enhanced view resolves');
  trial.expect(isLook(look), 'the enhanced view is a thing or null', () => describeResult(result));
  const { whole, view } = look;
  if (whole === null) return look;
  const extra = foreign(view);
  trial.expect(extra.length === 0, 'the projection has generic fields only', () => `it has ${extra.join(', ')}`);
  for (const field of Object.keys(fields)) {
    const [kept, shown] = [partOf(whole, field), partOf(view, field)];
    trial.expect(
      sameValue(kept, shown),
      'the projection keeps every generic field as it is',
      () => `${field} is ${describeValue(shown)}, and ${describeValue(kept)} in the whole`,
    );
  }
  return look;
}

/**
 * The projection must be what the control plane reads of the same thing. Things move on: a projection is compared with a
 * read before and one after it, and looked at again while those differ from each other or from it, as long as reads may.
 */
export async function mustAgreeWithRead(
  trial: Trial,
  enhanced: StepOf<EnhancedOp>,
  read: Step & { readonly op: 'get' | 'snapshot-status' },
): Promise<void> {
  let last = 'nothing';
  const look = async (): Promise<boolean> => {
    const before = await trial.probe(read);
    const looked = await trial.probe(enhanced);
    const after = await trial.probe(read);
    last = `${describeResult(before)}, ${describeResult(looked)}, ${describeResult(after)}`;
    if (looked.outcome !== 'resolved') return false;
    const { view } = looked.value;
    return isAmong(view, readOf(before), readOf(after));
  };
  const expected = 'the projection of the enhanced view is what a read shows';
  await trial.eventually(expected, look, () => `${read.target}: ${last}`);
}

function readOf(result: StepResult): unknown {
  return result.outcome === 'resolved' ? result.value : null;
}

/** One of both, or what came between them: a number that grows may be another at every look of a slow service. */
function isAmong(value: unknown, before: unknown, after: unknown): boolean {
  if (sameValue(value, before) || sameValue(value, after)) return true;
  if (typeof value === 'number' && typeof before === 'number' && typeof after === 'number') {
    return Math.min(before, after) <= value && value <= Math.max(before, after);
  }
  if (!isObject(value) || !isObject(before) || !isObject(after)) return false;
  const fields = new Set([value, before, after].flatMap(Object.keys));
  return [...fields].every((field) => isAmong(value[field], before[field], after[field]));
}

function isLook(value: unknown): value is EnhancedLook<unknown> {
  return isObject(value) && (value.whole === null || (isObject(value.whole) && isObject(value.view)));
}

function partOf(value: unknown, field: string): unknown {
  return isObject(value) ? value[field] : undefined;
}
