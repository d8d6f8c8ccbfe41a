import type { Clock } from '../context.ts';

/** Which zones said lately that they have no machine to give. What this process was told, and no other. */
export interface FullZones {
  note(room: string): void;
  forget(room: string): void;
  /** Whether it said so within the last `forMs`. */
  has(room: string, forMs: number): boolean;
}

/** A room is a zone for machines of a kind. There are only so many of them, so that nothing has to go. */
export function createFullZones(clock: Clock): FullZones {
  const toldAtMs = new Map<string, number>();
  return {
    note: (room) => toldAtMs.set(room, clock.monotonic()),
    forget: (room) => toldAtMs.delete(room),
    has: (room, forMs) => {
      const told = toldAtMs.get(room);
      return told !== undefined && clock.monotonic() - told < forMs;
    },
  };
}
