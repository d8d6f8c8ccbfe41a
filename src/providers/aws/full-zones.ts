import type { Clock } from '../../provider/context.ts';
import { type Place, placeName, type Wanted } from './wanted.ts';

/** Which places said lately that they have no machine of a type to give. What this process was told, and no other. */
export interface FullZones {
  note(wanted: Wanted, place: Place): void;
  forget(wanted: Wanted, place: Place): void;
  /** Whether it said so within the last `forMs`. */
  has(wanted: Wanted, place: Place, forMs: number): boolean;
}

/** Every kind of machine in every market has room of its own. There are only so many of them, so that nothing has to go. */
export function createFullZones(clock: Clock): FullZones {
  const toldAtMs = new Map<string, number>();
  return {
    note: (wanted, place) => toldAtMs.set(roomOf(wanted, place), clock.monotonic()),
    forget: (wanted, place) => toldAtMs.delete(roomOf(wanted, place)),
    has: (wanted, place, forMs) => {
      const told = toldAtMs.get(roomOf(wanted, place));
      return told !== undefined && clock.monotonic() - told < forMs;
    },
  };
}

function roomOf({ region, type, terms }: Wanted, place: Place): string {
  return [region, placeName(place), type.name, terms.market].join(' ');
}
