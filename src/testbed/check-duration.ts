const durationMaxMs = 2 ** 31 - 1;

/** Throws unless `ms` is a duration that a timer can hold: a longer one would fire at once. */
export function checkDuration(ms: number): void {
  if (Number.isFinite(ms) && ms >= 0 && ms <= durationMaxMs) return;
  throw new RangeError(`a duration is 0 to ${durationMaxMs} ms, got ${ms}`);
}
