/** What is told of an error. Nothing else of it is ever shown: its other properties hold requests, headers and keys. */
export interface ErrorParts {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly status?: string;
  readonly requestId?: string;
  readonly cause?: ErrorParts;
}

const causesMax = 5;

/** Where clients keep what is told, the usual place first. */
const places = {
  name: [['name']],
  message: [['message']],
  code: [['code'], ['Code']],
  status: [['status'], ['statusCode'], ['$metadata', 'httpStatusCode'], ['response', 'status']],
  requestId: [['requestId'], ['request_id'], ['RequestId'], ['$metadata', 'requestId']],
} as const;

/**
 * Reads an error by an allow-list, with its causes. Survives whatever was thrown: getters that throw, proxies, causes
 * that go round in a circle.
 *
 * @example
 * errorParts(new TypeError('no id')); // { name: 'TypeError', message: 'no id' }
 */
export function errorParts(thrown: unknown): ErrorParts {
  return partsOf(thrown, new Set());
}

function partsOf(thrown: unknown, seen: Set<unknown>): ErrorParts {
  if (!isObject(thrown)) return typeof thrown === 'string' ? { message: thrown } : {};
  seen.add(thrown);
  const told = Object.entries(places).flatMap(([part, paths]) => {
    const text = firstText(thrown, paths);
    return text === undefined ? [] : [[part, text] as const];
  });
  const cause = read(thrown, 'cause');
  const isTold = cause !== undefined && cause !== null && !seen.has(cause) && seen.size <= causesMax;
  return { ...Object.fromEntries(told), ...(isTold && { cause: partsOf(cause, seen) }) };
}

function firstText(from: object, paths: readonly (readonly string[])[]): string | undefined {
  for (const path of paths) {
    const value = path.reduce<unknown>((at, name) => (isObject(at) ? read(at, name) : undefined), from);
    if ((typeof value === 'string' && value !== '') || typeof value === 'number') return String(value);
  }
  return undefined;
}

function read(from: object, name: string): unknown {
  try {
    return (from as Record<string, unknown>)[name];
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
