/**
 * What survives a crash: JSON by key. Each write is on the disk when it resolves, whole or not at all; there are no
 * transactions. A write that rejects may have been written all the same. Keep one key for each intent, with its id as one of
 * the parts between slashes: a disturbance that loses a record finds it so.
 */
export interface DurableStore {
  get<T>(key: string): Promise<T | undefined>;
  put(key: string, value: unknown): Promise<void>;
  /**
   * Writes `value` where what is there is still `expected`, undefined being nothing, and tells whether it has. Nobody else
   * comes in between: with it, of several processes on one store only one wins.
   */
  compareAndPut(key: string, expected: unknown, value: unknown): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** The keys that begin with `prefix`, in the order of their letters. */
  keys(prefix?: string): Promise<readonly string[]>;
}

/**
 * A store in memory, which lives as long as whoever holds it: longer than the control plane that uses it. `texts` is what
 * it is written on, by key.
 *
 * @example
 * const store = createMemoryStore();
 * await store.put('intents/a', { phase: 'launching' });
 */
export function createMemoryStore(texts: Map<string, string> = new Map()): DurableStore {
  // Reads are many, and parsing costs several times as much as copying.
  const copiers = new Map<string, { readonly text: string; readonly copy: () => unknown }>();
  const read = (key: string): unknown => {
    const text = texts.get(key);
    if (text === undefined) return undefined;
    const known = copiers.get(key);
    if (known?.text === text) return known.copy();
    const copy = copierOf(JSON.parse(text));
    copiers.set(key, { text, copy });
    return copy();
  };
  return {
    // A copy each way: what somebody does to a value must not reach the disk by itself.
    get: async <T>(key: string) => read(key) as T | undefined,
    put: async (key, value) => {
      texts.set(key, JSON.stringify(value));
    },
    compareAndPut: async (key, expected, value) => {
      if (texts.get(key) !== JSON.stringify(expected)) return false;
      texts.set(key, JSON.stringify(value));
      return true;
    },
    delete: async (key) => {
      texts.delete(key);
    },
    keys: async (prefix = '') => [...texts.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
  };
}

/** Makes copies of what came out of JSON. Where it has parts that must be copied too is found out once, and not each time. */
function copierOf(value: unknown): () => unknown {
  if (!isNested(value)) return () => value;
  const parts = Object.entries(value).flatMap(([key, part]) =>
    isNested(part) ? [[key, copierOf(part)] as const] : [],
  );
  return () => {
    const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    for (const [key, copyPart] of parts) copy[key] = copyPart();
    return copy;
  };
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
