import timers from 'node:timers';
import promises from 'node:timers/promises';
import { promisify } from 'node:util';
import { currentWorld, outside } from './foreign-world.ts';
import { replace } from './replace.ts';
import { isWorldTimer, type WorldTimer, type WorldTimers } from './world-timers.ts';

type Callback = (...args: readonly unknown[]) => void;
type Start = (callback: Callback, ms?: number, ...args: readonly unknown[]) => unknown;
type Wait = (ms?: number, value?: unknown, options?: WaitOptions) => Promise<unknown>;

interface WaitOptions {
  readonly signal?: AbortSignal;
  readonly ref?: boolean;
}

/** Every way that Node has to wait waits on the clock of the world it is used in. */
export function takeTimers(): void {
  const wait = waiting(promises.setTimeout as Wait);
  for (const place of [globalThis, timers] as readonly object[]) {
    const owner = place as Record<string, unknown>;
    replace(owner, 'setTimeout', (real) => Object.assign(starting(real as Start, false), { [promisify.custom]: wait }));
    replace(owner, 'setInterval', (real) => starting(real as Start, true));
    replace(owner, 'clearTimeout', (real) => clearing(real as Callback));
    replace(owner, 'clearInterval', (real) => clearing(real as Callback));
  }
  const promised = promises as unknown as Record<string, unknown>;
  replace(promised, 'setTimeout', () => wait);
  replace(promised, 'setInterval', (real) => repeating(real as typeof promises.setInterval, wait));
  replace(
    promises.scheduler as unknown as Record<string, unknown>,
    'wait',
    () => (ms: number, options?: WaitOptions) => wait(ms, undefined, options),
  );
  replace(AbortSignal, 'timeout', expiring);
}

/** Node takes what is no such number for 1. */
function durationOf(ms: unknown): number {
  const number = Math.trunc(Number(ms ?? 1));
  return number >= 1 && number <= 2 ** 31 - 1 ? number : 1;
}

function worldTimers(): WorldTimers | undefined {
  return currentWorld()?.virtual?.timers;
}

/** The clock is the testbed's: what it does for its own sake is no code of the world. */
function startTimer(own: WorldTimers, callback: () => void, ms: unknown, repeats = false): WorldTimer {
  return outside(() => own.start({ ms: durationOf(ms), repeats, callback }));
}

function starting(real: Start, repeats: boolean): Start {
  return (callback, ms, ...args) => {
    const own = worldTimers();
    return own ? startTimer(own, () => callback(...args), ms, repeats) : real(callback, ms, ...args);
  };
}

function clearing(real: Callback): Callback {
  return (timer) => {
    if (isWorldTimer(timer)) timer.close();
    else if (typeof timer === 'number' && worldTimers()) worldTimers()?.find(timer)?.close();
    else real(timer);
  };
}

function waiting(real: Wait): Wait {
  return (ms, value, options) => {
    const own = worldTimers();
    if (!own) return real(ms, value, options);
    return new Promise((resolve, reject) => {
      const { signal, ref } = options ?? {};
      const abort = () => {
        timer.close();
        reject(new DOMException('The operation was aborted', 'AbortError'));
      };
      const timer = startTimer(
        own,
        () => {
          signal?.removeEventListener('abort', abort);
          resolve(value);
        },
        ms,
      );
      if (ref === false) timer.unref();
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
    });
  };
}

function repeating(real: typeof promises.setInterval, wait: Wait): typeof promises.setInterval {
  return (ms, value, options) => (worldTimers() ? ticks(ms, value, options) : real(ms, value, options)) as never;

  async function* ticks(ms: number | undefined, value: unknown, options: WaitOptions | undefined) {
    for (;;) yield await wait(ms, value, options);
  }
}

/** A deadline wakes nobody: it comes when time passes it. */
function expiring(real: typeof AbortSignal.timeout): typeof AbortSignal.timeout {
  return (ms) => {
    const own = worldTimers();
    if (!own) return real.call(AbortSignal, ms);
    const deadline = new AbortController();
    const expired = new DOMException('The operation was aborted due to timeout', 'TimeoutError');
    startTimer(own, () => deadline.abort(expired), ms).unref();
    return deadline.signal;
  };
}
