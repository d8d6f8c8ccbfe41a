import type { Readable } from 'node:stream';

const lengthMax = 2_000;

/** Reads streams to their end, and gives what came last, for a report of a crash. */
export function createLastWords(streams: readonly Readable[]): () => string {
  let text = '';
  for (const stream of streams) {
    stream.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-lengthMax);
    });
  }
  return () => (text === '' ? '' : `\n${text.trimEnd()}`);
}
