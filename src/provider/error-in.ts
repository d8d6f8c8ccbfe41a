import { isObject } from './is-object.ts';

/** What stands at `error` in the JSON of a failure, or nothing where it is no such JSON: a gateway may have answered. */
export function errorIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text);
    return isObject(body) && isObject(body.error) ? body.error : {};
  } catch {
    return {};
  }
}
