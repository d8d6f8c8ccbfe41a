/** How far the wall clock of a process is off. Its monotonic time knows nothing of it. */
export interface WallClock {
  /** Sets it off by that much, until the function that it gives is called. */
  shift(offMs: () => number): () => void;
  offMs(): number;
}

export function createWallClock(): WallClock {
  const shifts = new Set<{ readonly offMs: () => number }>();
  return {
    shift: (offMs) => {
      const own = { offMs };
      shifts.add(own);
      return () => {
        shifts.delete(own);
      };
    },
    offMs: () => [...shifts].reduce((sum, shift) => sum + shift.offMs(), 0),
  };
}
