/** Median and 95th percentile, in milliseconds with three decimals. */
export function percentiles(timesMs: readonly number[]): { readonly p50Ms: number; readonly p95Ms: number } {
  const sorted = [...timesMs].sort((a, b) => a - b);
  return { p50Ms: at(sorted, 0.5), p95Ms: at(sorted, 0.95) };
}

function at(sorted: readonly number[], share: number): number {
  const time = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return Math.round(time * 1000) / 1000;
}
