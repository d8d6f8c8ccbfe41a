import { futimesSync, statSync } from 'node:fs';

const everyMs = 1_000;

/** Marks an open file every second, as long as the event loop of this process turns. Gives what stops it. */
export function startPulse(file: number): () => void {
  const beat = () => {
    const now = new Date();
    try {
      futimesSync(file, now, now);
    } catch {
      // A device keeps no time.
    }
  };
  const beats = setInterval(beat, everyMs).unref();
  return () => clearInterval(beats);
}

/** Tells for how long a file has shown no sign of the process that keeps it. Its own clock is never compared to ours. */
export interface PulseWatch {
  readonly silentMs: () => number;
}

/** Watches from now on; `mono` never goes back, and stands still while a computer sleeps. */
export function watchPulse(path: string, mono: () => number): PulseWatch {
  let last: number | undefined;
  let sinceMs = mono();
  return {
    silentMs: () => {
      const seen = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      if (seen !== last) sinceMs = mono();
      last = seen;
      return mono() - sinceMs;
    },
  };
}
