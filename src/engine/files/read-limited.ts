import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const mebibyte = 1_048_576;
const chunkMin = 1_024;
/** A report of a hundred failures has one or two; a file beyond this is none of ours. */
export const bytesMax: number = 64 * mebibyte;

/** A file is more than anybody has a use for, or nested deeper than anybody can have meant. The message says which. */
export class LimitError extends Error {
  override readonly name = 'LimitError';
}

/** Reads a text. Also a device or a pipe, which has no size beforehand, is read no further than the limit. */
export function readLimited(path: string, max: number = bytesMax): string {
  const file = openSync(path, 'r');
  try {
    const chunks: Buffer[] = [];
    let total = 0;
    // The size is only a hint: memory for what a small file does not have is dear where files are many.
    const { size } = fstatSync(file);
    for (;;) {
      const chunk = Buffer.allocUnsafe(Math.min(mebibyte, Math.max(size - total, 0) + chunkMin));
      const read = readSync(file, chunk);
      if (read === 0) return Buffer.concat(chunks, total).toString('utf8');
      total += read;
      if (total > max) throw new LimitError(`is larger than ${max / mebibyte} MiB`);
      chunks.push(chunk.subarray(0, read));
    }
  } finally {
    closeSync(file);
  }
}
