import { isObject } from './is-object.ts';

/** The text without the secret. An empty secret would be everywhere, and hides nothing. */
export function hideSecret(text: string, secret: string): string {
  return secret === '' ? text : text.replaceAll(secret, '[redacted]');
}

/** Deeper than any chain of causes that was built on purpose; one that goes round in a circle ends here. */
const depthMax = 8;

/** What was thrown as an Error that holds the secret neither in its message nor in what caused it, and keeps its codes. */
export function errorWithout(thrown: unknown, secret: string): Error {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const cleaned = cleanedOf(error, secret, 0);
  return cleaned instanceof Error ? cleaned : error;
}

/** The same object where it holds no secret: an error is known by its class, and its stack says where it began. */
function cleanedOf(thrown: unknown, secret: string, depth: number): unknown {
  if (typeof thrown === 'string') return hideSecret(thrown, secret);
  if (!(thrown instanceof Error)) return isObject(thrown) ? cleanedObject(thrown, secret) : thrown;
  const message = hideSecret(thrown.message, secret);
  const cause = depth < depthMax ? cleanedOf(thrown.cause, secret, depth + 1) : undefined;
  const own = cleanedObject(thrown as unknown as Readonly<Record<string, unknown>>, secret);
  const isClean = message === thrown.message && cause === thrown.cause && own === (thrown as unknown);
  if (isClean) return thrown;
  const fields = Object.entries(own).filter(([name]) => name !== 'cause' && name !== 'message' && name !== 'stack');
  return Object.assign(new Error(message, { cause }), Object.fromEntries(fields));
}

function cleanedObject(object: Readonly<Record<string, unknown>>, secret: string): Readonly<Record<string, unknown>> {
  const entries = Object.entries(object).map(([name, value]): [string, unknown] => [
    name,
    typeof value === 'string' ? hideSecret(value, secret) : value,
  ]);
  return entries.every(([name, value]) => value === object[name]) ? object : Object.fromEntries(entries);
}
