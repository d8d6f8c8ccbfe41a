import type { Clock } from '../provider/context.ts';

/** How one provider call ended. */
export type CallOutcome<T> =
  | { readonly outcome: 'resolved'; readonly value: T }
  | { readonly outcome: 'threw'; readonly thrown: unknown }
  | { readonly outcome: 'unsettled'; readonly afterMs: number };

/** Calls with a deadline on the world's clock. Never throws, and leaves no timer behind. */
export function callWithin<T>(clock: Clock, timeoutMs: number, call: () => T | Promise<T>): Promise<CallOutcome<T>> {
  return new Promise((resolve) => {
    const settled = settle(call);
    const cancel = clock.after(timeoutMs, () => resolve({ outcome: 'unsettled', afterMs: timeoutMs }));
    void settled.then((outcome) => {
      cancel();
      resolve(outcome);
    });
  });
}

async function settle<T>(call: () => T | Promise<T>): Promise<CallOutcome<T>> {
  try {
    return { outcome: 'resolved', value: await call() };
  } catch (thrown) {
    return { outcome: 'threw', thrown };
  }
}
