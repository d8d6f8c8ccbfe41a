import type { Clock } from './context.ts';

/** Looks, less and less often, until `look` gives something or the time is up; then once more. Null: nothing was seen. */
export async function lookUntil<T>(
  clock: Clock,
  { withinMs, pauseMs: first }: { readonly withinMs: number; readonly pauseMs: number },
  look: () => Promise<T | null>,
): Promise<T | null> {
  const deadline = clock.monotonic() + withinMs;
  for (let pauseMs = first; ; pauseMs *= 2) {
    const remainingMs = deadline - clock.monotonic();
    const found = await look();
    if (found !== null || remainingMs <= 0) return found;
    await clock.sleep(Math.min(pauseMs, remainingMs));
  }
}
