import type { Held } from '../../testbed/support.ts';
import type { MachineRecord } from './machine.ts';
import type { Store } from './store.ts';

/** A time in which a machine boots more slowly: 0 is not at all. */
export interface Slowdown {
  readonly fromMs: number;
  untilMs: number;
  readonly pace: number;
}

/** Lets a machine boot at that pace from now on. One that is up stays up. */
export function slowBoot({ clock }: Store, record: MachineRecord, pace: number): Held {
  const slowdown: Slowdown = { fromMs: clock.now(), untilMs: Number.POSITIVE_INFINITY, pace };
  record.slowdowns.push(slowdown);
  return {
    holds: async () => clock.now() < slowdown.untilMs,
    lift: async () => {
      slowdown.untilMs = Math.min(slowdown.untilMs, clock.now());
    },
  };
}

/** How far a machine has come with booting between two moments, in milliseconds of one that nothing holds up. */
export function bootedFor({ slowdowns }: MachineRecord, fromMs: number, toMs: number): number {
  const lostMs = slowdowns.reduce((sum, slowdown) => {
    const heldMs = Math.min(toMs, slowdown.untilMs) - Math.max(fromMs, slowdown.fromMs);
    return sum + Math.max(0, heldMs) * (1 - slowdown.pace);
  }, 0);
  return Math.max(0, toMs - fromMs - lostMs);
}
