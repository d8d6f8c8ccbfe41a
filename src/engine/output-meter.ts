/** Measures what a process prints, and calls `onFlood` once when it is more than may be between two resets. */
export interface OutputMeter {
  readonly add: (chunk: Uint8Array) => void;
  readonly reset: () => void;
}

/** A meter that lets this many bytes pass. */
export function createOutputMeter(maxBytes: number, onFlood: () => void): OutputMeter {
  let bytes = 0;
  let told = false;
  return {
    add: (chunk) => {
      bytes += chunk.byteLength;
      if (told || bytes <= maxBytes) return;
      told = true;
      onFlood();
    },
    reset: () => {
      bytes = 0;
    },
  };
}
