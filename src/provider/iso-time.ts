const knownMax = 1_024;
const known = new Map<number | string, string>();

/**
 * A time as ISO 8601 writes it, in UTC, of milliseconds or of another way to write it. Polls meet the same times again and again,
 * and writing one out is a good part of reading one machine. Throws a RangeError for what is no time.
 */
export function isoTime(time: number | string): string {
  const before = known.get(time);
  if (before !== undefined) return before;
  const written = new Date(time).toISOString();
  if (known.size >= knownMax) known.clear();
  known.set(time, written);
  return written;
}
