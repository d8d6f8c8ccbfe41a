import { AsyncLocalStorage } from 'node:async_hooks';
import type { ProviderContext } from '../../provider/context.ts';
import type { Fault, NativeErrorKind, WireOperation } from '../fault.ts';
import type { Misdeed } from '../misconduct.ts';

/** One native call as it really went. */
export interface Exchange {
  readonly operation: WireOperation;
  /** Whether it changes nothing. */
  readonly read: boolean;
  /** What was done to it. */
  readonly faults: readonly Fault[];
  /** What the service did wrong in it. */
  readonly misdeeds: readonly Misdeed[];
  /** What came back: what the service meant by it, `nothing`, or `unclear` where nobody here can say. */
  readonly answer: NativeErrorKind | 'success' | 'nothing' | 'unclear';
}

interface Notes {
  readonly exchanges: Exchange[];
  /** Those since the last exchange ended. */
  readonly misdeeds: Misdeed[];
}

const noted = new AsyncLocalStorage<Notes>();

/**
 * Does something, and gives with it a list that grows with each native call that this has made on whatever wire. Calls of
 * somebody else at the same time are not among them.
 */
export function withExchanges<T>(act: () => T): { readonly result: T; readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  return { result: noted.run({ exchanges, misdeeds: [] }, act), exchanges };
}

/** Called by a wire at the end of each call. */
export function noteExchange(exchange: Omit<Exchange, 'misdeeds'>): void {
  const notes = noted.getStore();
  notes?.exchanges.push({ ...exchange, misdeeds: notes.misdeeds.splice(0) });
}

/** Called by a service when it does something that it should not, for the call that it is about. */
export function noteMisdeed(misdeed: Misdeed): void {
  noted.getStore()?.misdeeds.push(misdeed);
}

/**
 * The same context, for whoever makes exchanges inside {@link withExchanges}: what was answered and did not get through to
 * here counts as no answer, and what is still on its way is not there yet.
 */
export function witnessed(context: ProviderContext): ProviderContext {
  const { fetch, exec, sdkRequestHandler: handler } = context;
  return {
    ...context,
    fetch: (...request) => delivered(() => fetch(...request)),
    exec: (...command) => delivered(() => exec(...command)),
    ...(handler && { sdkRequestHandler: { handle: (...request) => delivered(() => handler.handle(...request)) } }),
  };
}

async function delivered<T>(send: () => Promise<T>): Promise<T> {
  const outer = noted.getStore();
  if (outer === undefined) return send();
  const { result, exchanges } = withExchanges(send);
  try {
    const answer = await result;
    outer.exchanges.push(...exchanges);
    return answer;
  } catch (thrown) {
    outer.exchanges.push(...exchanges.map((exchange) => ({ ...exchange, answer: 'nothing' }) as const));
    throw thrown;
  }
}
