import type { Clock, Fetch, ProviderContext } from '../../../src/provider/context.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';

/** A clock on which every sleep is over at once, and has taken its time; only deadlines never pass by themselves. */
export function jumpingClock(): Clock {
  let nowMs = 0;
  return {
    now: () => nowMs,
    monotonic: () => nowMs,
    sleep: async (ms, signal) => {
      if (signal) return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      nowMs += ms;
    },
    after: () => () => {},
  };
}

export const token = 'secret-of-the-tests';

/** A context that talks to `fetch` and to nothing else. */
export function contextUnderTest(fetch: Fetch, env: Readonly<Record<string, string>> = {}): ProviderContext {
  return {
    fetch,
    exec: async () => ({ exitCode: 127, stdout: '', stderr: 'no such program', timedOut: false }),
    clock: jumpingClock(),
    random: createRandom(1),
    env: { ORBSTACK_HOST: 'simulated', ORBSTACK_URL: 'http://host.test', ORBSTACK_TOKEN: token, ...env },
    logger: { debug: () => {}, info: () => {}, warn: () => {} },
    signal: new AbortController().signal,
  };
}
