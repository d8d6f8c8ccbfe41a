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
  const texts = new Map<string, string>();
  return {
    // A copy each way: what somebody does to a value must not reach the disk by itself.
    get: async <T>(key: string) => {
      const text = texts.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    put: async (key, value) => {
      texts.set(key, JSON.stringify(value));
    },
    delete: async (key) => {
      texts.delete(key);
    },
    keys: async (prefix = '') => [...texts.keys()].filter((key) => key.startsWith(prefix)).toSorted(),
  };
}
