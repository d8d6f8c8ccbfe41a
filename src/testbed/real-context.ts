import type { Logger, ProviderContext } from '../provider/context.ts';
import { fetchOverSockets } from './fetch-over-sockets.ts';
import { createRealClock } from './real-clock.ts';
import { createExec } from './real-exec.ts';
import { createRandom } from './seeded-random.ts';

/** The real world as a provider's context: this is the edge where globals are allowed. */
export function createRealContext(options: { readonly signal: AbortSignal; readonly seed: number }): ProviderContext {
  return {
    fetch: fetchOverSockets((input, init) => fetch(input, init)),
    exec: createExec(),
    clock: createRealClock(),
    random: createRandom(options.seed),
    env: Object.freeze({ ...process.env }),
    logger: silent,
    signal: options.signal,
  };
}

/** The same outside of any run, such as for a look before one or a sweep after: nobody ends what asks there. */
export function realContext(): ProviderContext {
  return createRealContext({ signal: new AbortController().signal, seed: 0 });
}

const silent: Logger = { debug: () => {}, info: () => {}, warn: () => {} };
