import type { VirtualClock } from '../virtual-clock.ts';

/** The timers of one world, on its clock. */
export interface WorldTimers {
  start(timer: TimerStart): WorldTimer;
  /** By the number that a timer also is. */
  find(id: number): WorldTimer | undefined;
  /** Ends all of them, also those that are still to be made. */
  end(): void;
}

export interface TimerStart {
  readonly ms: number;
  readonly repeats: boolean;
  readonly callback: () => void;
}

/** What Node gives for a timer. */
export interface WorldTimer {
  ref(): WorldTimer;
  unref(): WorldTimer;
  hasRef(): boolean;
  refresh(): WorldTimer;
  close(): WorldTimer;
  [Symbol.toPrimitive](): number;
  [Symbol.dispose](): void;
}

const handles = new WeakSet<object>();

export function isWorldTimer(value: unknown): value is WorldTimer {
  return typeof value === 'object' && value !== null && handles.has(value);
}

/** `enter` runs a callback as the code of the world that it is. */
export function createWorldTimers(clock: VirtualClock, enter: (callback: () => void) => void): WorldTimers {
  const alive = new Map<number, WorldTimer>();
  let numbers = 0;
  let isEnded = false;

  return {
    find: (id) => alive.get(id),
    end: () => {
      isEnded = true;
      for (const timer of [...alive.values()]) timer.close();
    },
    start: ({ ms, repeats, callback }) => {
      numbers += 1;
      const id = numbers;
      // Nobody waits for what comes again and again: time does not go on for it.
      let isAwaited = !repeats;
      let cancel = () => {};
      const fire = () => {
        if (repeats) arm();
        else alive.delete(id);
        enter(callback);
      };
      const arm = () => {
        cancel();
        if (!isEnded) cancel = (isAwaited ? clock.after : clock.aside)(ms, fire);
      };
      const timer: WorldTimer = {
        ref: () => hold(true),
        unref: () => hold(false),
        hasRef: () => isAwaited,
        refresh: () => {
          arm();
          return timer;
        },
        close: () => {
          cancel();
          alive.delete(id);
          return timer;
        },
        [Symbol.toPrimitive]: () => id,
        [Symbol.dispose]: () => {
          timer.close();
        },
      };
      const endsAtMs = () => startedMs + ms;
      const hold = (awaited: boolean) => {
        if (awaited === isAwaited || repeats) return timer;
        isAwaited = awaited;
        cancel();
        const restMs = Math.max(0, endsAtMs() - clock.monotonic());
        if (alive.has(id)) cancel = (isAwaited ? clock.after : clock.aside)(restMs, fire);
        return timer;
      };
      const startedMs = clock.monotonic();
      handles.add(timer);
      if (!isEnded) alive.set(id, timer);
      arm();
      return timer;
    },
  };
}
