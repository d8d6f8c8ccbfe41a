import { Buffer } from 'node:buffer';

const depthMax = 8;
const valuesMax = 2_000;
/** A shorter secret may turn up in encoded text by chance. */
const encodedLengthMin = 8;

/**
 * Where a value holds a secret, plain or encoded, or undefined where it holds none. Gives the place, never the secret.
 * Looks into every own property, also hidden ones, and survives getters that throw and values that refer to themselves.
 *
 * @example
 * findSecret(new Error(`bad token ${token}`), [token]); // 'message'
 */
export function findSecret(value: unknown, secrets: readonly string[]): string | undefined {
  const forms = secrets.flatMap(formsOf);
  if (forms.length === 0) return undefined;
  const search: Search = { forms, seen: new Set() };
  return findIn(search, value, '', 0);
}

interface Search {
  readonly forms: readonly string[];
  readonly seen: Set<unknown>;
}

function findIn(search: Search, value: unknown, path: string, depth: number): string | undefined {
  if (typeof value === 'string') return holdsAny(search, value) ? path || 'the value' : undefined;
  if (typeof value !== 'object' && typeof value !== 'function') return undefined;
  if (value === null || depth > depthMax || search.seen.size >= valuesMax || search.seen.has(value)) return undefined;
  search.seen.add(value);
  if (value instanceof Uint8Array) return holdsAny(search, Buffer.from(value).toString('latin1')) ? path : undefined;
  return findInEntries(search, value, path, depth);
}

function findInEntries(search: Search, value: object, path: string, depth: number): string | undefined {
  for (const [key, part] of entriesOf(value)) {
    const place = path === '' ? key : `${path}.${key}`;
    if (holdsAny(search, key)) return path === '' ? 'a property name' : `a property name of ${path}`;
    const found = findIn(search, part, place, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Own properties, and what a Map, Set or Headers holds. */
function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  const own = attempt(() => Reflect.ownKeys(value), []);
  const entries = own.map(
    (key) => [String(key), attempt(() => (value as Record<PropertyKey, unknown>)[key], undefined)] as const,
  );
  if (Array.isArray(value) || !isIterable(value)) return entries;
  const items: readonly unknown[] = attempt(() => [...value], []);
  return [...entries, ...items.map((item, index) => [String(index), item] as const)];
}

function isIterable(value: object): value is Iterable<unknown> {
  return value instanceof Map || value instanceof Set || value instanceof Headers || value instanceof URLSearchParams;
}

function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

function holdsAny({ forms }: Search, text: string): boolean {
  return forms.some((form) => text.includes(form));
}

const formsKnown = new Map<string, readonly string[]>();

/** The secret itself, and the ways in which a header, a URL or a body carries it. */
function formsOf(secret: string): readonly string[] {
  const known = formsKnown.get(secret);
  if (known) return known;
  const forms = secret.length < encodedLengthMin ? [secret] : [secret, ...encodedForms(secret)];
  const distinct = [...new Set(forms.filter((form) => form !== ''))];
  formsKnown.set(secret, distinct);
  return distinct;
}

function encodedForms(secret: string): readonly string[] {
  const base64 = [0, 1, 2].map((before) => base64Within(secret, before));
  return [
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('hex'),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** What base64 of a longer text (`user:secret`) is sure to contain, with so many bytes before the secret. */
function base64Within(secret: string, before: number): string {
  const bytes = Buffer.from(secret);
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString('base64')
    .replaceAll('=', '');
  const start = before === 0 ? 0 : before + 1;
  const whole = Math.floor((before + bytes.length) / 3) * 4;
  return text.slice(start, whole);
}
