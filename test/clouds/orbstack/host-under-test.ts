import type { Answer } from '../../../src/clouds/orbstack/answer.ts';
import { createLedger } from '../../../src/clouds/orbstack/ledger.ts';
import { route } from '../../../src/clouds/orbstack/route.ts';
import { resolveOptions, type SimulatedHostOptions } from '../../../src/clouds/orbstack/simulated-host-options.ts';
import { createSpotMarket } from '../../../src/clouds/orbstack/spot-market.ts';
import { createStore } from '../../../src/clouds/orbstack/store.ts';
import type { LedgerEntry } from '../../../src/testbed/ledger.ts';
import type { Misconduct } from '../../../src/testbed/misconduct.ts';
import { createRandom } from '../../../src/testbed/seeded-random.ts';

/** A host whose time stands still until it is moved. */
export interface HostUnderTest {
  call(method: string, path: string, body?: object): Answer;
  wait(ms: number): void;
  /** Takes a spot machine back. */
  interrupt(id: string): Promise<void>;
  entries(): Promise<readonly LedgerEntry[]>;
  readonly misconduct: Misconduct;
}

/** A prompt host: boots in 1000 ms, deletes in 500, lists without delay, unless the options say otherwise. */
export function hostUnderTest(options: Partial<SimulatedHostOptions> = {}, seed = 1): HostUnderTest {
  let nowMs = 1_000_000;
  const clock = { now: () => nowMs, monotonic: () => nowMs, sleep: async () => {}, after: () => () => {} };
  const random = createRandom(seed);
  const store = createStore(clock, random, resolveOptions({ ...prompt, ...options }, random));
  return {
    call: (method, path, body = {}) => {
      const [pathname = '', search = ''] = path.split('?');
      return route(store, { method, path: pathname, query: search, body: { ...body } });
    },
    wait: (ms) => {
      nowMs += ms;
    },
    interrupt: (id) => createSpotMarket(store).interrupt(id),
    entries: () => createLedger(store).entries(),
    misconduct: store.misconduct,
  };
}

const prompt: Partial<SimulatedHostOptions> = {
  provisioningMs: 200,
  bootMs: 1_000,
  deleteMs: 500,
  listLagMs: 0,
  shuffle: false,
  snapshotMs: 1_000,
  volumeMs: 100,
};

/** What the service needs to hear to make a machine. */
export function order(name: string, more: object = {}): object {
  return { name, cpus: 1, memory_mib: 512, image: 'debian', ...more };
}

/** The parts of a body that tests look at. */
export interface Body {
  readonly id: string;
  readonly state: string;
  readonly region: string;
  readonly regions: readonly { readonly name: string }[];
  readonly prices: readonly { readonly region: string }[];
  readonly machine: string | null;
  readonly gpu: object | null;
  readonly total_nano_usd: number;
  readonly progress: number;
  readonly machines: readonly Body[];
  readonly next_cursor: string | null;
  readonly error: { readonly code: string; readonly message: string; readonly machine_id?: string };
}

export function bodyOf(answer: Answer): Body {
  return answer.body as Body;
}
