import type { Clock, ProviderContext } from '../provider/context.ts';
import { sleepOn } from './sleep-on.ts';

/** One process, from its start to its death. */
export interface Life {
  /** Counted from 1. */
  readonly number: number;
  /** Aborted when it dies: whatever is on its way from it breaks off, as connections of a dead process do. */
  readonly signal: AbortSignal;
  isOver(): boolean;
  end(): void;
  /** Called at its death; gives what takes it back. */
  onEnd(act: (reason: Error) => void): () => void;
  /** The same promise, which never settles for whoever has died meanwhile. */
  during<T>(promise: Promise<T>): Promise<T>;
  /** The same promise for somebody else, who sees that the process has died. */
  orDeath<T>(promise: Promise<T>): Promise<T>;
}

export function createLife(number: number): Life {
  const death = new AbortController();
  const reason = new Error('the process has died');
  // Asked for by every question: a set costs less than listeners of the signal.
  const mourners = new Set<(reason: Error) => void>();
  let isDead = false;
  const isOver = () => isDead;
  return {
    number,
    signal: death.signal,
    isOver,
    end: () => {
      if (isDead) return;
      isDead = true;
      death.abort(reason);
      for (const tell of mourners) tell(reason);
      mourners.clear();
    },
    onEnd: (act) => {
      mourners.add(act);
      return () => mourners.delete(act);
    },
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
        if (isDead) return reject(reason);
        mourners.add(reject);
        const settled = () => mourners.delete(reject);
        promise.then(
          (value) => [settled(), resolve(value)],
          (thrown) => [settled(), reject(thrown)],
        );
      }),
  };
}

/** What never comes, for whoever has died. */
export function never<T>(): Promise<T> {
  return new Promise<T>(() => {});
}

/** The context of a world as a process has it that may die: nothing reaches it any more then, and nothing comes from it. */
export function contextDuring(life: Life, context: ProviderContext): ProviderContext {
  const { sdkRequestHandler: handler } = context;
  const call = <T>(send: () => Promise<T>): Promise<T> => (life.isOver() ? never() : life.during(send()));
  return {
    ...context,
    signal: AbortSignal.any([context.signal, life.signal]),
    fetch: (input, init) => {
      if (life.isOver()) return never();
      const sent = abortedWith(life, init?.signal);
      return life.during(context.fetch(input, { ...init, signal: sent.signal }).finally(sent.done));
    },
    exec: (...command) => call(() => context.exec(...command)),
    clock: clockDuring(life, context.clock),
    ...(handler && { sdkRequestHandler: { handle: (...request) => call(() => handler.handle(...request)) } }),
  };
}

/** As `AbortSignal.any` of both, which costs more than the rest of a simulated call. */
function abortedWith(life: Life, signal: AbortSignal | null | undefined): { signal: AbortSignal; done: () => void } {
  if (!signal) return { signal: life.signal, done: () => {} };
  const either = new AbortController();
  const onAbort = () => either.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const forget = life.onEnd((reason) => either.abort(reason));
  return {
    signal: either.signal,
    done: () => {
      signal.removeEventListener('abort', onAbort);
      forget();
    },
  };
}

/** Its monotonic time begins with it: what one process has read, another can do nothing with. */
function clockDuring(life: Life, clock: Clock): Clock {
  const beganMs = clock.monotonic();
  // Nobody waits for anything any more: time does not go on for the sake of the dead.
  const cancels = new Set<() => void>();
  life.signal.addEventListener('abort', () => {
    for (const cancel of cancels) cancel();
  });
  const after: Clock['after'] = (ms, callback) => {
    if (life.isOver()) return () => {};
    const cancel = clock.after(ms, () => {
      cancels.delete(cancel);
      callback();
    });
    cancels.add(cancel);
    return () => {
      cancels.delete(cancel);
      cancel();
    };
  };
  return { now: clock.now, monotonic: () => clock.monotonic() - beganMs, after, sleep: sleepOn(after) };
}
