import type { ProviderContext } from '../../provider/context.ts';
import { type Effect, toProviderError } from './native-failure.ts';

/** What every operation of the SDK takes: the signal that ends it at its deadline. */
export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

/** How long one call may take. */
const deadlineMs = 15_000;

/** One attempt. Gives up at the deadline even where the handler does not heed its signal. Throws only ProviderErrors. */
export function exchange<T>(
  context: ProviderContext,
  effect: Effect,
  send: (options: SendOptions) => Promise<T>,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (thrown: unknown) => reject(toProviderError(thrown, effect));
    if (context.signal.aborted) return fail(context.signal.reason);
    const giveUp = new AbortController();
    const cancel = context.clock.after(deadlineMs, () => {
      const expired = new Error(`no answer within ${deadlineMs} ms`);
      giveUp.abort(expired);
      fail(expired);
    });
    send({ abortSignal: giveUp.signal }).then(resolve, fail).finally(cancel);
  });
}
