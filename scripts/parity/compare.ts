import type { Call } from './call.ts';
import type { Reply } from './judge.ts';
import { keepCommon, type Names } from './names.ts';
import { type Flat, normalise, there } from './normalise.ts';

/** What a judge said to a call, and the names of what it tells of. */
export interface Said {
  readonly reply: Reply;
  readonly names: Names;
}

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

/** Everything in which the two differ on one call. What is new in their answers gets its names. */
export function compare(call: Call, model: Said, moto: Said): readonly Difference[] {
  if (model.reply.outcome === 'answered' && moto.reply.outcome === 'answered') {
    const fields = {
      model: normalise(model.reply.answer, model.names),
      moto: normalise(moto.reply.answer, moto.names),
    };
    keepCommon(model.names, moto.names);
    return compareFields(call, fields);
  }
  const outcomes = { model: outcomeOf(model.reply), moto: outcomeOf(moto.reply) };
  if (outcomes.model !== outcomes.moto) return [{ call, path: 'outcome', where: 'outcome', ...outcomes }];
  const statuses = { model: statusOf(model.reply), moto: statusOf(moto.reply) };
  return statuses.model === statuses.moto ? [] : [{ call, path: 'status', where: 'status', ...statuses }];
}

function compareFields(
  call: Call,
  { model, moto }: { readonly model: Flat; readonly moto: Flat },
): readonly Difference[] {
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

function outcomeOf(reply: Reply): string {
  return reply.outcome === 'answered' ? 'answered' : reply.code;
}

function statusOf(reply: Reply): string {
  return reply.outcome === 'answered' ? '200' : String(reply.status);
}
