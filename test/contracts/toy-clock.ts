import type { Clock } from '../../src/provider/context.ts';

/** A clock that jumps to the next sleeper whenever nothing else is left to do. */
export function createToyClock(): Clock {
  let nowMs = 0;
  let isPumping = false;
  const sleepers = new Set<Sleeper>();

  const pump = (): void => {
    const next = [...sleepers].reduce<Sleeper | undefined>(earlier, undefined);
    isPumping = next !== undefined;
    if (!next) return;
    sleepers.delete(next);
    nowMs = Math.max(nowMs, next.atMs);
    next.wake();
    setImmediate(pump);
  };

  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const sleeper: Sleeper = { atMs: nowMs + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
        if (isPumping) return;
        isPumping = true;
        setImmediate(pump);
      }),
  };
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

function earlier(first: Sleeper | undefined, second: Sleeper): Sleeper {
  return first && first.atMs <= second.atMs ? first : second;
}
