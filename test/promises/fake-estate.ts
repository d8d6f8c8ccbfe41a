import type { Clock } from '../../src/provider/context.ts';
import type { Estate, EstateItem } from '../../src/testbed/estate.ts';

/** One thing in an account that exists only for a test. */
export interface FakeThing extends EstateItem {
  /** Refused while this is there. */
  readonly heldBy?: string;
  goneAtMs: number;
}

export interface FakeEstate extends Estate {
  readonly things: readonly FakeThing[];
  /** In their order. */
  readonly removals: readonly string[];
  /** What is really there. */
  left(): readonly string[];
}

export interface FakeEstateOptions {
  readonly things: readonly FakeThing[];
  readonly clock: Clock;
  readonly lagMs: number;
  readonly deleteMs: number;
}

/** An account on a clock of its own, whose lists lag. */
export function createFakeEstate({ things, clock, lagMs, deleteMs }: FakeEstateOptions): FakeEstate {
  const removals: string[] = [];
  const isThere = ({ createdAtMs, goneAtMs }: FakeThing, atMs: number) => createdAtMs <= atMs && atMs < goneAtMs;
  const thingOf = ({ id }: EstateItem) => things.find((thing) => thing.id === id);
  return {
    windowMs: lagMs,
    things,
    removals,
    left: () => things.filter((thing) => isThere(thing, clock.now())).map(({ id }) => id),
    list: async () => things.filter((thing) => isThere(thing, clock.now() - lagMs)),
    isGone: async (item) => {
      const thing = thingOf(item);
      return !thing || clock.now() >= thing.goneAtMs;
    },
    remove: async (item) => {
      const thing = thingOf(item);
      const holder = things.find(({ id }) => id === thing?.heldBy);
      if (holder && isThere(holder, clock.now())) throw new Error(`409: ${holder.id} holds it`);
      removals.push(item.id);
      if (thing) thing.goneAtMs = Math.min(thing.goneAtMs, clock.now() + deleteMs);
      return 'going';
    },
    command: ({ id }) => `remove ${id}`,
  };
}

export function fakeThing(id: string, part: Partial<FakeThing> = {}): FakeThing {
  return {
    kind: 'instance',
    id,
    owner: 'me',
    region: null,
    createdAtMs: 0,
    goneAtMs: Number.POSITIVE_INFINITY,
    ...part,
  };
}
