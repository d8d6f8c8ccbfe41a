import type { Call } from './call.ts';
import { type Flat, there } from './normalise.ts';

/** What a judge said to a call. */
export type Verdict =
  | { readonly outcome: 'answered'; readonly fields: Flat }
  | { readonly outcome: 'refused'; readonly code: string; readonly status: number };

/** One thing that the two do not agree on. */
export interface Difference {
  readonly call: Call;
  /** `outcome`, `status`, or the path of a field without what is in brackets: `Reservations[].Instances[].State.Name`. */
  readonly path: string;
  /** The same with what is in brackets. */
  readonly where: string;
  /** Undefined where the field is not there. Of an outcome: `answered`, or the code of the refusal. */
  readonly model: string | undefined;
  readonly moto: string | undefined;
}

/** Everything in which two verdicts on one call differ. */
export function compare(call: Call, model: Verdict, moto: Verdict): readonly Difference[] {
  if (model.outcome === 'answered' && moto.outcome === 'answered') {
    return compareFields(call, model.fields, moto.fields);
  }
  const outcomes = { model: outcomeOf(model), moto: outcomeOf(moto) };
  if (outcomes.model !== outcomes.moto) return [{ call, path: 'outcome', where: 'outcome', ...outcomes }];
  const statuses = { model: statusOf(model), moto: statusOf(moto) };
  return statuses.model === statuses.moto ? [] : [{ call, path: 'status', where: 'status', ...statuses }];
}

function compareFields(call: Call, model: Flat, moto: Flat): readonly Difference[] {
  const differences: Difference[] = [];
  // What lies within an element that only one of them has is not told again.
  const missing: string[] = [];
  for (const where of [...new Set([...model.keys(), ...moto.keys()])].sort()) {
    const values = { model: model.get(where), moto: moto.get(where) };
    if (values.model === values.moto || missing.some((element) => where.startsWith(element))) continue;
    if (values.model === there || values.moto === there) missing.push(where);
    differences.push({ call, path: where.replace(/\[.*?\]/g, '[]'), where, ...values });
  }
  return differences;
}

function outcomeOf(verdict: Verdict): string {
  return verdict.outcome === 'answered' ? 'answered' : verdict.code;
}

function statusOf(verdict: Verdict): string {
  return verdict.outcome === 'answered' ? '200' : String(verdict.status);
}
