import { AsyncLocalStorage } from 'node:async_hooks';
import type { Fetch, Random } from '../../provider/context.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Transit } from './transit.ts';
import type { WorldTimers } from './world-timers.ts';

/** The world of a provider that knows no context: what it finds where it looks for globals. */
export interface ForeignWorld {
  /** What `process.env` shows. The provider may write to it; nobody else sees that. */
  readonly env: Record<string, string | undefined>;
  /** Whatever sends an HTTP request, it is answered here. */
  readonly fetch: Fetch;
  /** Whether a connection to there may be begun. */
  readonly allows: (host: string, port: number) => boolean;
  /** Writes down that something was refused, and gives the error that says so. */
  readonly refuse: (what: string) => Error;
  /** Absent on the real clock: time and chance are then nobody's but the machine's. */
  readonly virtual?: VirtualParts;
}

export interface VirtualParts {
  readonly clock: VirtualClock;
  readonly timers: WorldTimers;
  readonly random: Random;
  readonly transit: Transit;
}

const worlds = new AsyncLocalStorage<ForeignWorld>();

/** The world of whoever is running, told by what called it: several may be open, and the engine is in none. */
export function currentWorld(): ForeignWorld | undefined {
  return worlds.getStore();
}

/** Runs code of the provider. Whatever it starts, however late it comes, belongs to the world too. */
export function inside<T>(world: ForeignWorld, run: () => T): T {
  return worlds.run(world, run);
}

/** Runs code of the testbed that the provider has called: its clock, sockets and variables are the real ones. */
export function outside<T>(run: () => T): T {
  return worlds.exit(run);
}
