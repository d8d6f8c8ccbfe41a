import type { Clock } from '../../provider/context.ts';
import { lookUntil } from '../../provider/look-until.ts';
import type { Host, Machine } from './host.ts';

/** Looks for a machine by name until the host's reads have caught up. A failed look is a look that saw nothing. */
export function look(host: Host, name: string, clock: Clock): Promise<Machine | null> {
  const patience = { withinMs: host.settlesWithinMs ?? 0, pauseMs: 100 };
  return lookUntil(clock, patience, () => host.find(name).catch(() => null));
}
