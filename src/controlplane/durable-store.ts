/**
 * What survives a crash: JSON by key. Each write is on the disk when it resolves, whole or not at all; there are no
 * transactions. Keep one key for each intent, with its id as one of the parts between slashes: a disturbance that loses a
 * record finds it so.
 */
export interface DurableStore {
  get<T>(key: string): Promise<T | undefined>;
  put(key: string, value: unknown): Promise<void>;
  delete(key: string): Promise<void>;
  /** The keys that begin with `prefix`, in the order of their letters. */
  keys(prefix?: string): Promise<readonly string[]>;
}

/**
 * A store in memory, which lives as long as whoever holds it: longer than the control plane that uses it.
 *
 * @example
 * const store = createMemoryStore();
 * await store.put('intents/a', { phase: 'launching' });
 */
export function createMemoryStore(): DurableStore {
  const values = new Map<string, unknown>();
  return {
    // A copy each way: what somebody does to a value must not reach the disk by itself.
    get: async <T>(key: string) => copyOf(values.get(key)) as T | undefined,
    put: async (key, value) => {
      values.set(key, JSON.parse(JSON.stringify(value)));
    },
    delete: async (key) => {
      values.delete(key);
    },
    keys: async (prefix = '') => [...values.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
  };
}

/** Of what came out of JSON. Reads are many, and parsing costs several times as much. */
function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = { ...value };
  for (const key in copy) if (typeof copy[key] === 'object') copy[key] = copyOf(copy[key]);
  return copy;
}
