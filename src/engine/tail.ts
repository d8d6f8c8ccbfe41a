import type { RedactingStream } from './redact/redacting-stream.ts';

/** Enough for a message and where it came from; a report is not a log. */
const keptMax = 600;

/** Keeps the end of a stream that may be endless. */
export interface Tail {
  readonly add: (chunk: Uint8Array) => void;
  /** ` and printed: …`, or nothing. */
  readonly text: () => string;
}

/** A tail of bounded size. Secrets are taken out before it is cut: half of one would not be known again. */
export function createTail(stream: RedactingStream): Tail {
  let kept = '';
  let total = 0;
  return {
    add: (chunk) => {
      total += chunk.length;
      kept = (kept + stream.add(chunk)).slice(-keptMax);
    },
    text: () => {
      if (total === 0) return '';
      const cut = total > keptMax ? ` (the last ${keptMax} of ${total} bytes)` : '';
      return `; it had printed${cut}: ${(kept + stream.rest()).slice(-keptMax).trim()}`;
    },
  };
}
