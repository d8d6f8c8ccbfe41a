/** How far the clock of a service may be off where it does not tell its own time. */
const skewMaxMs = 15 * 60_000;

/**
 * A time that a service stamped, on the clock of whoever got the answer. Where the two cannot be compared to the
 * millisecond, the later of what it may be: a thing is taken for too young rather than for too old.
 *
 * @example
 * ownTime(item.createdAtMs, response.headers.get('date'), clock.now());
 */
export function ownTime(stampedMs: number, dateHeader: string | null, receivedMs: number): number {
  const serviceNowMs = Date.parse(dateHeader ?? '');
  if (Number.isNaN(serviceNowMs)) return stampedMs + skewMaxMs;
  // The header counts whole seconds, cut off, and was written before it came.
  return stampedMs - (serviceNowMs - receivedMs);
}
