import { isObject } from '../../provider/is-object.ts';
import { type Answer, type Cause, refusal } from './answer.ts';
import { labelProblems, nameProblems } from './rules.ts';

type Body = Readonly<Record<string, unknown>>;

export interface CheckedMetadata {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const annotationsMaxBytes = 262_144;

/** What every new object has to say of itself, and what is wrong with that. The object has been decoded. */
export function checkMetadata(body: Body): { readonly metadata: CheckedMetadata; readonly causes: readonly Cause[] } {
  const metadata = isObject(body.metadata) ? body.metadata : {};
  const texts = (part: unknown) => (isObject(part) ? (part as Readonly<Record<string, string>>) : {});
  const name = typeof metadata.name === 'string' ? metadata.name : '';
  const labels = texts(metadata.labels);
  const annotations = texts(metadata.annotations);
  return {
    metadata: { name, labels, annotations },
    causes: [...nameCauses(name), ...labelCauses(labels, 'metadata.labels'), ...annotationCauses(annotations)],
  };
}

/** 422, with every field that is wrong. */
export function invalid(kind: string, name: string, causes: readonly Cause[]): Answer {
  const told = causes.map(({ field, message }) => `${field}: ${message}`);
  const message = `${kind} "${name}" is invalid: ${told.length === 1 ? told[0] : `[${told.join(', ')}]`}`;
  return refusal(422, 'Invalid', message, { name, kind, causes });
}

function nameCauses(name: string): readonly Cause[] {
  const field = 'metadata.name';
  if (name === '') {
    return [{ reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field }];
  }
  return nameProblems(name).map((problem) => invalidValue(field, name, problem));
}

export function labelCauses(labels: CheckedMetadata['labels'], field: string): readonly Cause[] {
  return Object.values(labels).flatMap((value) =>
    labelProblems(value).map((problem) => invalidValue(field, value, problem)),
  );
}

/** A value that is told again, with the rule that it breaks. */
export function invalidValue(field: string, value: unknown, rule: string): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(value)}: ${rule}`, field };
}

function annotationCauses(annotations: CheckedMetadata['annotations']): readonly Cause[] {
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  if (bytes <= annotationsMaxBytes) return [];
  const message = `Too long: may not be more than ${annotationsMaxBytes} bytes`;
  return [{ reason: 'FieldValueTooLong', message, field: 'metadata.annotations' }];
}
