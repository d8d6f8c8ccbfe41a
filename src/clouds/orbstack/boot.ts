import type { Held } from '../../testbed/support.ts';
import type { MachineRecord } from './machine.ts';
import type { Store } from './store.ts';

/** Keeps a machine from coming up: whatever it boots from now on gets no further than `starting`. */
export function stallBoot({ clock }: Store, record: MachineRecord): Held {
  const stall = { fromMs: clock.now(), untilMs: Number.POSITIVE_INFINITY };
  record.stalls.push(stall);
  return {
    holds: async () => clock.now() < stall.untilMs,
    lift: async () => {
      stall.untilMs = Math.min(stall.untilMs, clock.now());
    },
  };
}

/** How much of the time between two moments a machine has spent on its way up. */
export function bootedFor({ stalls, slowness }: MachineRecord, fromMs: number, toMs: number): number {
  const stalledMs = stalls.reduce(
    (sum, stall) => sum + Math.max(0, Math.min(toMs, stall.untilMs) - Math.max(fromMs, stall.fromMs)),
    0,
  );
  return (toMs - fromMs - stalledMs) / slowness;
}
