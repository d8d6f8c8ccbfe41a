import { isObject } from '../../provider/is-object.ts';

type Body = Readonly<Record<string, unknown>>;

/** What a field of a schema must be; `null` from a check means that it is. */
export type FieldCheck = (value: unknown, path: string) => string | null;
export type Fields = Readonly<Record<string, FieldCheck>>;

/** Everything that a schema says against a body, each with its path: unknown fields, missing ones and wrong values. */
export function checkFields(body: Body, fields: Fields, required: readonly string[], path = ''): readonly string[] {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const unknown = Object.keys(body).filter((name) => !Object.hasOwn(fields, name));
  const missing = required.filter((name) => body[name] === undefined);
  const wrong = Object.entries(fields)
    .filter(([name]) => body[name] !== undefined)
    .map(([name, check]) => check(body[name], at(name)));
  return [
    ...unknown.map((name) => `${at(name)}: unknown field`),
    ...missing.map((name) => `${at(name)}: required`),
    ...wrong.filter((message) => message !== null),
  ];
}

export const text: FieldCheck = (value, path) =>
  typeof value === 'string' && value !== '' ? null : `${path}: must be a string of at least 1 character`;

export const anyText: FieldCheck = (value, path) => (typeof value === 'string' ? null : `${path}: must be a string`);

export const flag: FieldCheck = (value, path) => (typeof value === 'boolean' ? null : `${path}: must be a boolean`);

export function whole(min: number, max = Number.POSITIVE_INFINITY): FieldCheck {
  return (value, path) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? null
      : `${path}: must be an integer of at least ${min}${Number.isFinite(max) ? ` and at most ${max}` : ''}`;
}

export function oneOf(...allowed: readonly string[]): FieldCheck {
  return (value, path) => (allowed.includes(value as string) ? null : `${path}: must be one of ${allowed.join(', ')}`);
}

export function listOf(item: FieldCheck, max = Number.POSITIVE_INFINITY): FieldCheck {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path}: must be an array`;
    if (value.length > max) return `${path}: must have at most ${max} items`;
    return value.map((each, index) => item(each, `${path}[${index}]`)).find((message) => message !== null) ?? null;
  };
}

export const textMap: FieldCheck = (value, path) => {
  if (!isObject(value)) return `${path}: must be an object`;
  const wrong = Object.entries(value).find(([, each]) => typeof each !== 'string');
  return wrong ? `${path}.${wrong[0]}: must be a string` : null;
};

export function objectOf(fields: Fields, required: readonly string[]): FieldCheck {
  return (value, path) =>
    isObject(value) ? (checkFields(value, fields, required, path)[0] ?? null) : `${path}: must be an object`;
}
