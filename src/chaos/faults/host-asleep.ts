import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

/**
 * The computer of the control plane sleeps for `ms`: nothing runs on it, and neither of its clocks counts. When it wakes up,
 * the wall clock is behind by as much, until it is set in the end. The service is elsewhere and goes on.
 */
export const hostAsleep: ProcessKind = {
  acts: 'process',
  kind: 'host-asleep',
  number: 'F49',
  family: 'fault',
  meaning: 'the computer of the control plane sleeps, and its clock is behind when it wakes up',
  told: 'the computer of the control plane fell asleep',
  isTold: true,
  parameters: z.strictObject({ ms: z.int().min(1_000).max(3_600_000) }),
  missing: () => null,
  draw: (context) => ({
    parameters: { ms: between(context.random, 5_000, 60_000) },
    trigger: drawSpan(context, 1, 1).trigger ?? { on: 'time', atMs: 0 },
  }),
  act: ({ process: { surroundings }, clock }, { ms }) => {
    const { pace, wallClock } = surroundings;
    const thaw = pace.freeze('asleep');
    const set = wallClock.shift(() => -Number(ms));
    const cancel = clock.after(Number(ms), thaw);
    return {
      acted: () => 1,
      end: () => {
        cancel();
        set();
        thaw();
      },
    };
  },
};
