import type { Clock } from '../../provider/context.ts';
import { sleepOn } from '../../testbed/sleep-on.ts';

/** paused: it does not get to run, and time goes on. asleep: its whole computer stands still, and with it its clocks. */
export type Freeze = 'paused' | 'asleep';

/** Whether and when what is due comes to a process: its timers, and the answers that it waits for. */
export interface Pace {
  /** The clock of the process. */
  readonly clock: Clock;
  /** Nothing comes to it until the function that it gives is called. */
  freeze(how: Freeze): () => void;
  /** Whatever comes waits so long first. */
  dawdle(delayMs: () => number): () => void;
  /** The same promise, which settles when the process gets to see it. */
  delivered<T>(answer: Promise<T>): Promise<T>;
  isFrozen(): boolean;
}

export function createPace(clock: Clock): Pace {
  const freezes = new Set<Freeze[]>();
  const delays = new Set<() => number>();
  const late = new Set<() => void>();
  let thaw = Promise.withResolvers<void>();
  let sleptMs = 0;
  let asleepSinceMs: number | undefined;

  const isFrozen = () => freezes.size > 0;
  const isAsleep = () => [...freezes].some(([how]) => how === 'asleep');
  const monotonic = () => (asleepSinceMs ?? clock.monotonic()) - sleptMs;

  const changed = (): void => {
    if (isAsleep()) asleepSinceMs ??= clock.monotonic();
    else if (asleepSinceMs !== undefined) {
      sleptMs += clock.monotonic() - asleepSinceMs;
      asleepSinceMs = undefined;
    }
    if (isFrozen()) return;
    thaw.resolve();
    thaw = Promise.withResolvers<void>();
    for (const fire of [...late]) {
      late.delete(fire);
      fire();
    }
  };

  const after: Clock['after'] = (ms, callback) => {
    const dueMs = monotonic() + ms;
    const fire = (): void => {
      if (isFrozen()) {
        late.add(fire);
        return;
      }
      // Time that it slept through was no time for it.
      const leftMs = dueMs - monotonic();
      if (leftMs > 0) cancel = clock.after(leftMs, fire);
      else callback();
    };
    let cancel = clock.after(ms, fire);
    return () => {
      late.delete(fire);
      cancel();
    };
  };

  return {
    clock: { now: clock.now, monotonic, after, sleep: sleepOn(after) },
    isFrozen,
    freeze: (how) => {
      const own = [how];
      freezes.add(own);
      changed();
      return () => {
        if (freezes.delete(own)) changed();
      };
    },
    dawdle: (delayMs) => {
      const own = () => delayMs();
      delays.add(own);
      return () => delays.delete(own);
    },
    delivered: async (answer) => {
      try {
        return await answer;
      } finally {
        for (const delayMs of delays) await clock.sleep(delayMs());
        while (isFrozen()) await thaw.promise;
      }
    },
  };
}
