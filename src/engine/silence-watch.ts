/** Where the time is taken from. `mono` never goes back; `wall` may jump. */
export interface Clocks {
  readonly mono: () => number;
  readonly wall: () => number;
}

/** What a look at somebody silent comes to. */
export type Silence = 'fine' | 'stalled' | 'suspended';

/** Tells a process that hangs from one that, like this one, was not let run. */
export interface SilenceWatch {
  /** A sign of life came. `suspended` where it came after a gap that only a stop explains. */
  readonly heard: () => Silence;
  /** To be called at every tick. */
  readonly tick: () => Silence;
}

export interface SilenceLimits {
  readonly tickMs: number;
  readonly stallMs: number;
  /** Absent: nobody minds. */
  readonly suspendedGapMs?: number;
}

/**
 * Counts the silence of another process by the ticks of this one: time in which this one was not let run is nobody's
 * fault. The wall clock is looked at too, because the monotonic one of Linux stands still while a laptop sleeps; so a
 * wall clock that is set forward by as much counts as a sleep. It never makes a stall, and set back it does nothing.
 */
export function watchSilence(
  clocks: Clocks,
  { tickMs, stallMs, suspendedGapMs = Infinity }: SilenceLimits,
): SilenceWatch {
  let mono = clocks.mono();
  let wall = clocks.wall();
  let silentMs = 0;
  let gapMs = 0;
  const look = () => {
    const now = { mono: clocks.mono(), wall: clocks.wall() };
    const passedMs = now.mono - mono;
    gapMs = Math.max(gapMs, passedMs, now.wall - wall);
    silentMs += Math.min(passedMs, 2 * tickMs);
    mono = now.mono;
    wall = now.wall;
  };
  return {
    heard: () => {
      look();
      const isSuspended = Math.max(gapMs, silentMs) > suspendedGapMs;
      silentMs = 0;
      return isSuspended ? 'suspended' : 'fine';
    },
    tick: () => {
      look();
      if (gapMs > suspendedGapMs) return 'suspended';
      return silentMs >= stallMs ? 'stalled' : 'fine';
    },
  };
}
