import { isObject } from '../../provider/is-object.ts';
import { type Answer, type Cause, refusal } from './answer.ts';

type Body = Readonly<Record<string, unknown>>;

export interface CheckedMetadata {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const annotationsMaxBytes = 262_144;

/** What every new object has to say of itself; the refusal where it does not. */
export function checkMetadata(body: Body, kind: string): CheckedMetadata | Answer {
  const metadata = isObject(body.metadata) ? body.metadata : {};
  const { name } = metadata;
  const texts = (part: unknown) => (isObject(part) ? (part as Readonly<Record<string, string>>) : {});
  const labels = texts(metadata.labels);
  const annotations = texts(metadata.annotations);
  if ([...Object.values(labels), ...Object.values(annotations)].some((value) => typeof value !== 'string')) {
    return refusal(400, 'BadRequest', `${kind} in version "v1" cannot be handled as a ${kind}: json: cannot unmarshal`);
  }
  const causes = [...nameCauses(name), ...labelCauses(labels), ...annotationCauses(annotations)];
  if (causes.length > 0) return invalid(kind, String(name ?? ''), causes);
  return { name: String(name), labels, annotations };
}

/** 422, with every field that is wrong. */
export function invalid(kind: string, name: string, causes: readonly Cause[]): Answer {
  const told = causes.map(({ field, message }) => `${field}: ${message}`);
  const message = `${kind} "${name}" is invalid: ${told.length === 1 ? told[0] : `[${told.join(', ')}]`}`;
  return refusal(422, 'Invalid', message, { name, kind, causes });
}

function nameCauses(name: unknown): readonly Cause[] {
  const field = 'metadata.name';
  if (typeof name !== 'string' || name === '') {
    return [{ reason: 'FieldValueRequired', message: 'Required value: name or generateName is required', field }];
  }
  if (/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(name)) return [];
  const rule = 'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters';
  return [{ reason: 'FieldValueInvalid', message: `Invalid value: ${JSON.stringify(name)}: ${rule}`, field }];
}

function labelCauses(labels: CheckedMetadata['labels']): readonly Cause[] {
  return Object.values(labels)
    .filter((value) => !/^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/.test(value))
    .map((value) => ({
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(value)}: a valid label must be an empty string or consist of alphanumeric characters`,
      field: 'metadata.labels',
    }));
}

function annotationCauses(annotations: CheckedMetadata['annotations']): readonly Cause[] {
  const bytes = Object.entries(annotations).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  if (bytes <= annotationsMaxBytes) return [];
  const message = `Too long: may not be more than ${annotationsMaxBytes} bytes`;
  return [{ reason: 'FieldValueTooLong', message, field: 'metadata.annotations' }];
}
