import type { Clock } from '../../provider/context.ts';

/**
 * Since when something has been so, as this process has seen it. In its own monotonic time alone: a wall clock jumps, and
 * whoever comes after a crash begins to count anew.
 */
export interface Waits {
  /** It is so: since when. Counts from now, unless it counts already. */
  since(what: string): number;
  /** It is so from now on, whatever was before. */
  restart(what: string): void;
  /** It is not so. */
  clear(what: string): void;
}

export function createWaits(clock: Clock): Waits {
  const sinceMs = new Map<string, number>();
  const restart = (what: string): void => {
    sinceMs.set(what, clock.monotonic());
  };
  return {
    since: (what) => {
      if (!sinceMs.has(what)) restart(what);
      return sinceMs.get(what) ?? 0;
    },
    restart,
    clear: (what) => {
      sinceMs.delete(what);
    },
  };
}
