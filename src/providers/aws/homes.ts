import type { Clock } from '../../provider/context.ts';

/** How long a write may take to show in every read. */
export const settlesWithinMs = 10_000;

/** Where the things are that this process made or saw. A hint: what is not known here may be in any region. */
export interface Homes {
  note(id: string, region: string): void;
  regionOf(id: string): string | undefined;
  /** Where any of them are. */
  regions(): ReadonlySet<string>;
  /** How long reads may still say that it does not exist, counted from when it was first heard of. */
  unsettledMs(id: string): number;
}

interface Home {
  readonly region: string;
  readonly heardOfAtMs: number;
}

const homesMax = 10_000;

export function createHomes(clock: Clock): Homes {
  const homes = new Map<string, Home>();
  return {
    note: (id, region) => {
      if (homes.has(id)) return;
      homes.set(id, { region, heardOfAtMs: clock.monotonic() });
      // Oldest first: a map keeps the order of insertion.
      for (const oldest of homes.keys()) {
        if (homes.size <= homesMax) break;
        homes.delete(oldest);
      }
    },
    regionOf: (id) => homes.get(id)?.region,
    regions: () => new Set([...homes.values()].map(({ region }) => region)),
    unsettledMs: (id) => {
      const home = homes.get(id);
      return home === undefined ? 0 : Math.max(0, home.heardOfAtMs + settlesWithinMs - clock.monotonic());
    },
  };
}
