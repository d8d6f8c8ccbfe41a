import type { ProviderModule } from '../provider/registration.ts';
import type { SweepResult, Testbed, World } from '../testbed/testbed.ts';
import type { Bindings } from './bindings.ts';
import { callWithin } from './call.ts';
import { type Destruction, destructions, destructionsOf, type Thing } from './destructions.ts';
import type { Journal } from './journal/journal.ts';
import { knownFacts } from './known-facts.ts';

/** Where the cases of one provider run. */
export interface Worlds {
  readonly testbed: Testbed;
  /** Aborted when the run is interrupted: no case goes on then, and what it made is still taken down. */
  readonly signal: AbortSignal;
  readonly journal?: Journal | undefined;
  /**
   * Runs `use` in a world: a fresh one per case, or the shared one, as the testbed says. `known` is what its ledger held
   * before; `salt` goes before the idempotency keys of the case, so that no two cases of a shared world share one.
   */
  within<T>(seed: number, use: (world: World, known: ReadonlySet<string>, salt: string) => Promise<T>): Promise<T>;
  /** Destroys what a trial made through the provider, as its user would. */
  cleanUp(world: World, bindings: Bindings): Promise<void>;
  /** Destroys what an earlier process of the run made, as its journal tells. */
  takeDown(things: readonly Thing[]): Promise<void>;
  /** Takes over what a sweep found of an earlier process of the run. */
  count(swept: SweepResult): void;
  /** Closes the shared world. */
  close(): Promise<Resources>;
}

/** What the worlds saw come and go. */
export interface Resources {
  readonly created: number;
  readonly destroyed: number;
  readonly leaked: number;
}

export interface WorldsOptions {
  readonly testbed: Testbed;
  readonly module: ProviderModule;
  readonly settings: Readonly<Record<string, string>>;
  readonly runId: string;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Only for a world that outlives its cases. */
  readonly journal?: Journal | undefined;
}

/** Opens worlds on demand and counts what they held. */
export function createWorlds(options: WorldsOptions): Worlds {
  return options.testbed.isolation === 'case' ? perCase(options) : shared(options);
}

function perCase(options: WorldsOptions): Worlds {
  const { testbed } = options;
  let created = 0;
  const nothingKnown: ReadonlySet<string> = new Set();
  return {
    testbed,
    signal: options.signal,
    within: async (seed, use) => {
      const world = await openWorld({ ...options, seed });
      try {
        return await use(world, nothingKnown, '');
      } finally {
        created += (await world.ledger?.entries())?.length ?? 0;
        await world.close();
      }
    },
    // The world is thrown away whole, so there is nothing to take down one by one.
    cleanUp: async () => {},
    takeDown: async () => {},
    count: () => {},
    close: async () => ({ created, destroyed: created, leaked: 0 }),
  };
}

function shared(options: WorldsOptions): Worlds {
  const { testbed } = options;
  let opened: Promise<World> | undefined;
  // A provider is not interrupted with the run: what it made has to be taken down by its own calls.
  const released = new AbortController();
  let uses = 0;
  const counted = new Set<string>();
  const undestroyed = new Set<string>();
  const unswept = new Set<string>();
  const open = (): Promise<World> => {
    opened ??= openWorld({ ...options, signal: released.signal });
    return opened;
  };
  const destroyAll = async (world: World, all: readonly Destruction[]): Promise<void> => {
    for (const { id, destroy } of all) {
      counted.add(id);
      if (await destroyQuietly(world, destroy)) options.journal?.gone(id);
      else undestroyed.add(id);
    }
  };
  return {
    testbed,
    signal: options.signal,
    journal: options.journal,
    within: async (_seed, use) => {
      const world = await open();
      uses += 1;
      const known = new Set((await world.ledger?.entries())?.map((entry) => entry.id));
      return use(world, known, `${options.runId}-${process.pid}-${uses}-`);
    },
    cleanUp: (world, bindings) => destroyAll(world, destructions(world, bindings)),
    takeDown: async (things) => {
      const world = await open();
      await destroyAll(world, destructionsOf(world, things));
    },
    count: ({ removed, leaked }) => {
      for (const id of [...removed, ...leaked]) counted.add(id);
      for (const id of leaked) unswept.add(id);
    },
    close: async () => {
      const world = await opened;
      if (!world) return { created: 0, destroyed: 0, leaked: 0 };
      for (const entry of (await world.ledger?.entries()) ?? []) counted.add(entry.id);
      await world.close();
      released.abort(new Error('the world is closed'));
      // Where nobody else can say what is left, the provider's own word on its terminates is all there is.
      const entries = await world.ledger?.entries();
      const left = new Set(entries ? entries.filter(({ gone }) => !gone).map(({ id }) => id) : undestroyed);
      for (const id of unswept) left.add(id);
      return { created: counted.size, destroyed: counted.size - left.size, leaked: left.size };
    },
  };
}

async function openWorld(options: WorldsOptions): Promise<World> {
  const world = await options.testbed.open({ ...options });
  return { ...world, facts: knownFacts(world) };
}

const attemptsMax = 3;

/** Clean-up on a shared world: whether the provider says that it is done. What it cannot take down, `close` and the sweep do. */
async function destroyQuietly(world: World, destroy: () => Promise<unknown>): Promise<boolean> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const { outcome } = await callWithin(world.clock, world.facts.tolerances.callTimeoutMs, destroy);
    if (outcome === 'resolved') return true;
    // Who hangs once hangs again.
    if (outcome === 'unsettled') return false;
    await world.clock.sleep(attempt * 200);
  }
  return false;
}
