/** Enough for a message and where it came from; a report is not a log. */
const keptMax = 600;

/** Keeps the end of a stream that may be endless. */
export interface Tail {
  readonly add: (chunk: unknown) => void;
  /** ` and printed: …`, or nothing. */
  readonly text: () => string;
}

/** A tail of bounded size. */
export function createTail(): Tail {
  let kept = '';
  let total = 0;
  return {
    add: (chunk) => {
      const text = String(chunk);
      total += text.length;
      kept = (kept + text).slice(-keptMax);
    },
    text: () => {
      if (total === 0) return '';
      const cut = total > keptMax ? ` (the last ${keptMax} of ${total} characters)` : '';
      return `; it had printed${cut}: ${kept.trim()}`;
    },
  };
}
