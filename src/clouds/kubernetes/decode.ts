import { isObject } from '../../provider/is-object.ts';
import { type Answer, refusal } from './answer.ts';
import { parseQuantity } from './quantity.ts';

type Body = Readonly<Record<string, unknown>>;

/** The refusal of an object that cannot even be read: nothing in it is looked at any further. */
export function undecodable(body: Body, kind: string, amounts: readonly unknown[]): Answer | null {
  if (amounts.some((amount) => parseQuantity(amount) === null)) return cannotBeHandled(kind, quantityRule);
  const metadata = isObject(body.metadata) ? body.metadata : {};
  for (const part of ['labels', 'annotations'] as const) {
    const texts = isObject(metadata[part]) ? Object.values(metadata[part]) : [];
    const wrong = texts.filter((value) => typeof value !== 'string');
    if (wrong.length > 0) {
      const what = `json: cannot unmarshal ${typeName(wrong[0])} into Go struct field ObjectMeta.metadata.${part} of type string`;
      return cannotBeHandled(kind, what);
    }
  }
  return null;
}

const quantityRule = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

function cannotBeHandled(kind: string, what: string): Answer {
  return refusal(400, 'BadRequest', `${kind} in version "v1" cannot be handled as a ${kind}: ${what}`);
}

function typeName(value: unknown): string {
  if (typeof value === 'boolean') return 'bool';
  return Array.isArray(value) ? 'array' : typeof value;
}
