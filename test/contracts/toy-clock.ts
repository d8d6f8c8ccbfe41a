import type { Clock } from '../../src/provider/context.ts';
import { sleepOn } from '../../src/testbed/sleep-on.ts';

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

  const after: Clock['after'] = (ms, wake) => {
    const sleeper: Sleeper = { atMs: nowMs + ms, wake };
    sleepers.add(sleeper);
    if (!isPumping) {
      isPumping = true;
      setImmediate(pump);
    }
    return () => sleepers.delete(sleeper);
  };

  return { now: () => nowMs, monotonic: () => nowMs, sleep: sleepOn(after), after };
}

interface Sleeper {
  readonly atMs: number;
  readonly wake: () => void;
}

function earlier(first: Sleeper | undefined, second: Sleeper): Sleeper {
  return first && first.atMs <= second.atMs ? first : second;
}
