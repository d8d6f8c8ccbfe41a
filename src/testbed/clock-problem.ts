const clockOffMaxMs = 5 * 60_000;

/** A clock that is far off makes keys and certificates look expired, and every cost and age wrong. `Date` is a service's. */
export function clockProblem(dateHeader: string | null, nowMs: number): string | null {
  const offMs = nowMs - Date.parse(dateHeader ?? '');
  if (Number.isNaN(offMs) || Math.abs(offMs) <= clockOffMaxMs) return null;
  const minutes = Math.round(Math.abs(offMs) / 60_000);
  return `the clock of this computer is ${minutes} minutes ${offMs > 0 ? 'ahead' : 'behind'}: set it`;
}
