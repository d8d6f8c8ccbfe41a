import { isObject } from '../../provider/is-object.ts';
import { type Answer, refusal } from './answer.ts';

/** What the service lets a resource be called. */
export function isName(name: unknown): name is string {
  return typeof name === 'string' && /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name);
}

/** What it takes as a label: lower case, and not long. */
export function isLabel([key, value]: readonly [string, unknown]): boolean {
  return /^[a-z][a-z0-9_-]{0,62}$/.test(key) && typeof value === 'string' && /^[a-z0-9_-]{0,63}$/.test(value);
}

export type Labels = Readonly<Record<string, string>>;

export function isLabels(labels: unknown): labels is Labels {
  return isObject(labels) && Object.keys(labels).length <= 64 && Object.entries(labels).every(isLabel);
}

export function invalid(field: string, value: unknown): Answer {
  return refusal(400, 'invalid', `Invalid value for field 'resource.${field}': '${value}'.`);
}
