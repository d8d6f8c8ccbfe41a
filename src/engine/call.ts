import type { Clock } from '../provider/context.ts';

/** How one provider call ended. */
export type CallOutcome<T> =
  | { readonly outcome: 'resolved'; readonly value: T }
  | { readonly outcome: 'threw'; readonly thrown: unknown }
  | { readonly outcome: 'unsettled'; readonly afterMs: number };

/** Why a deadline's sleep ends early. Made once: a fresh reason per call would cost more than the call. */
const settledInTime = new Error('the call settled in time');

/** Calls with a deadline on the world's clock. Never throws, and leaves no timer behind. */
export async function callWithin<T>(
  clock: Clock,
  timeoutMs: number,
  call: () => T | Promise<T>,
): Promise<CallOutcome<T>> {
  const settled = settle(call);
  const deadline = new AbortController();
  const expired = clock.sleep(timeoutMs, deadline.signal).then(
    (): CallOutcome<T> => ({ outcome: 'unsettled', afterMs: timeoutMs }),
    () => settled,
  );
  const outcome = await Promise.race([settled, expired]);
  deadline.abort(settledInTime);
  return outcome;
}

async function settle<T>(call: () => T | Promise<T>): Promise<CallOutcome<T>> {
  try {
    return { outcome: 'resolved', value: await call() };
  } catch (thrown) {
    return { outcome: 'threw', thrown };
  }
}
