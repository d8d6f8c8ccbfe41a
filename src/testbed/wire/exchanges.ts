import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fault, WireOperation } from '../fault.ts';

/** One native call as it really went. */
export interface Exchange {
  readonly operation: WireOperation;
  /** Whether it changes nothing. */
  readonly read: boolean;
  /** What was done to it. */
  readonly faults: readonly Fault[];
  /** Whether anything came back. */
  readonly isAnswered: boolean;
}

const noted = new AsyncLocalStorage<Exchange[]>();

/**
 * Does something, and gives with it a list that grows with each native call that this has made on whatever wire. Calls of
 * somebody else at the same time are not among them.
 */
export function withExchanges<T>(act: () => T): { readonly result: T; readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  return { result: noted.run(exchanges, act), exchanges };
}

/** Called by a wire at the end of each call. */
export function noteExchange(exchange: Exchange): void {
  noted.getStore()?.push(exchange);
}
