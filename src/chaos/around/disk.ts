import { createMemoryStore, type DurableStore } from '../../controlplane/durable-store.ts';
import type { Clock } from '../../provider/context.ts';

/** How a write fails. `isWritten`: it is there all the same. `lost`: it is not, and nobody is left to be told. */
export type WriteFailure =
  | { readonly how: 'refused'; readonly code: 'EIO' | 'ENOSPC'; readonly isWritten: boolean }
  | { readonly how: 'conflict' }
  | { readonly how: 'lost' };

/** The disk of a control plane: its store, and what may become of it. */
export interface Disk extends DurableStore {
  /** Asked before each write, until the function that it gives is called. */
  failWrites(next: () => WriteFailure | undefined): () => void;
  /** Takes back what was written in the last so many milliseconds, but nothing that is kept. Gives how many writes. */
  setBack(ageMs: number): number;
  /** What is written by now is never taken back: somebody was promised it. */
  keep(): void;
}

interface Undo {
  readonly atMs: number;
  readonly key: string;
  readonly text: string | undefined;
}

export function createDisk(clock: Clock): Disk {
  const texts = new Map<string, string>();
  const store = createMemoryStore(texts);
  const failing = new Set<{ readonly next: () => WriteFailure | undefined }>();
  let undos: Undo[] = [];

  const note = (key: string): void => {
    undos.push({ atMs: clock.monotonic(), key, text: texts.get(key) });
  };
  const failure = (): WriteFailure | undefined => {
    for (const { next } of failing) {
      const found = next();
      if (found) return found;
    }
    return undefined;
  };
  const write = async <T>(key: string, act: () => Promise<T>, onConflict?: T): Promise<T> => {
    const failed = failure();
    if (failed?.how === 'lost') throw new Error('the write is lost');
    if (failed?.how === 'conflict' && onConflict !== undefined) return onConflict;
    if (failed?.how === 'refused' && !failed.isWritten) throw refused(failed.code);
    note(key);
    const written = await act();
    if (failed?.how === 'refused') throw refused(failed.code);
    return written;
  };

  return {
    get: store.get,
    keys: store.keys,
    put: (key, value) => write(key, () => store.put(key, value)),
    compareAndPut: (key, expected, value) => write(key, () => store.compareAndPut(key, expected, value), false),
    delete: (key) => write(key, () => store.delete(key)),
    failWrites: (next) => {
      const own = { next };
      failing.add(own);
      return () => {
        failing.delete(own);
      };
    },
    setBack: (ageMs) => {
      const sinceMs = clock.monotonic() - ageMs;
      const undone = undos.filter(({ atMs }) => atMs > sinceMs);
      undos = undos.filter(({ atMs }) => atMs <= sinceMs);
      for (const { key, text } of undone.toReversed()) {
        if (text === undefined) texts.delete(key);
        else texts.set(key, text);
      }
      return undone.length;
    },
    keep: () => {
      undos = [];
    },
  };
}

/** As Node says it. */
function refused(code: 'EIO' | 'ENOSPC'): Error {
  const what = code === 'EIO' ? 'i/o error' : 'no space left on device';
  return Object.assign(new Error(`${code}: ${what}, write`), { code });
}
