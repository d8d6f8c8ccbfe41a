import type { Clock } from '../../provider/context.ts';
import type { Host, Machine } from './host.ts';

const pauseFirstMs = 100;

/** Looks for a machine by name until the host's reads have caught up. A failed look is a look that saw nothing. */
export async function look(host: Host, name: string, clock: Clock): Promise<Machine | null> {
  const deadline = clock.monotonic() + (host.settlesWithinMs ?? 0);
  for (let pauseMs = pauseFirstMs; ; pauseMs *= 2) {
    const remainingMs = deadline - clock.monotonic();
    const found = await host.find(name).catch(() => null);
    if (found !== null || remainingMs <= 0) return found;
    await clock.sleep(Math.min(pauseMs, remainingMs));
  }
}
