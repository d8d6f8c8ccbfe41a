import type { ProviderContext } from '../provider/context.ts';

/** One process of the control plane, from its start to its death. */
export interface Life {
  /** Counted from 1. */
  readonly number: number;
  /** Aborted when it dies: whatever is on its way from it breaks off, as connections of a dead process do. */
  readonly signal: AbortSignal;
  isOver(): boolean;
  end(): void;
  /** The same promise, which never settles for whoever has died meanwhile. */
  during<T>(promise: Promise<T>): Promise<T>;
  /** The same promise for somebody else, who sees that the process has died. */
  orDeath<T>(promise: Promise<T>): Promise<T>;
}

export function createLife(number: number): Life {
  const death = new AbortController();
  const isOver = () => death.signal.aborted;
  return {
    number,
    signal: death.signal,
    isOver,
    end: () => death.abort(new Error('the process has died')),
    during: (promise) =>
      new Promise((resolve, reject) => {
        promise.then(
          (value) => {
            if (!isOver()) resolve(value);
          },
          (reason) => {
            if (!isOver()) reject(reason);
          },
        );
      }),
    orDeath: (promise) =>
      new Promise((resolve, reject) => {
        const onDeath = () => reject(death.signal.reason);
        death.signal.addEventListener('abort', onDeath, { once: true });
        promise.then(resolve, reject).finally(() => death.signal.removeEventListener('abort', onDeath));
      }),
  };
}

/** What never comes, for whoever has died. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}

/** The context of a world as a process has it that may die: nothing reaches it any more then, and nothing comes from it. */
export function contextDuring(life: Life, context: ProviderContext): ProviderContext {
  const { clock } = context;
  return {
    ...context,
    signal: AbortSignal.any([context.signal, life.signal]),
    fetch: (input, init) => {
      if (life.isOver()) return never();
      const signal = init?.signal ? AbortSignal.any([init.signal, life.signal]) : life.signal;
      return life.during(context.fetch(input, { ...init, signal }));
    },
    exec: (file, args, options) => (life.isOver() ? never() : life.during(context.exec(file, args, options))),
    clock: {
      now: clock.now,
      monotonic: clock.monotonic,
      sleep: (ms, signal) => (life.isOver() ? never() : life.during(clock.sleep(ms, signal))),
      after: (ms, callback) =>
        clock.after(ms, () => {
          if (!life.isOver()) callback();
        }),
    },
  };
}
