import { createHash } from 'node:crypto';
import type { RedactingStream } from './redact/redacting-stream.ts';

/** Enough for how it began, and for a message and where it came from; a report is not a log. */
const headMax = 300;
const tailMax = 600;

/** What a process printed to one of its streams: how it began and how it ended, however much came between. */
export interface Printed {
  readonly add: (chunk: Uint8Array) => void;
  /** `; it had printed to stderr: …`, or nothing. */
  readonly text: () => string;
}

/**
 * Keeps the beginning, the end, the number of bytes and the hash of a stream that may be endless. Secrets are taken out
 * before it is cut: half of one would not be known again.
 */
export function createPrinted(name: 'stdout' | 'stderr', stream: RedactingStream): Printed {
  const hash = createHash('sha256');
  let bytes = 0;
  let head = '';
  let tail = '';
  let isCut = false;
  const keep = (text: string): void => {
    const room = headMax - head.length;
    head += text.slice(0, room);
    const rest = tail + text.slice(room);
    isCut ||= rest.length > tailMax;
    tail = rest.slice(-tailMax);
  };
  return {
    add: (chunk) => {
      bytes += chunk.length;
      hash.update(chunk);
      keep(stream.add(chunk));
    },
    text: () => {
      if (bytes === 0) return '';
      const kept = { head, tail, isCut };
      keep(stream.rest());
      const text = `; it had printed to ${name}: ${show(head, tail, isCut)}${isCut ? sizeOf(bytes, hash.copy().digest('hex')) : ''}`;
      // What is held back is still to come, and may come otherwise.
      ({ head, tail, isCut } = kept);
      return text;
    },
  };
}

function show(head: string, tail: string, isCut: boolean): string {
  return isCut ? `${head.trimStart()} […] ${tail.trimEnd()}` : (head + tail).trim();
}

function sizeOf(bytes: number, sha256: string): string {
  return ` (${bytes} bytes in all, SHA-256 ${sha256})`;
}
