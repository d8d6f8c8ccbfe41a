import { z } from 'zod';
import { between, oneIn } from '../../testbed/draw.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

const ways = ['jump', 'strobe', 'drift'] as const;

/**
 * The wall clock of the control plane is off. jump: by `ms`, from one moment to the next. strobe: by `ms` and by nothing, in
 * turns of `everyMs`. drift: by `ms` more each minute. Monotonic time is what it was, and in the end the clock is set.
 */
export const clockShifted: ProcessKind = {
  acts: 'process',
  kind: 'clock-shifted',
  number: 'F48',
  family: 'fault',
  meaning: 'the wall clock of the control plane jumps, strobes or drifts',
  told: 'the wall clock of the control plane went wrong',
  isTold: true,
  parameters: z.strictObject({
    how: z.enum(ways),
    ms: z.int().min(-86_400_000).max(86_400_000),
    everyMs: z.int().min(100).max(600_000).optional(),
  }),
  missing: () => null,
  draw: (context) => {
    const { random } = context;
    const how = ways[between(random, 0, ways.length - 1)] ?? 'jump';
    const ms = between(random, 1_000, oneIn(random, 2) ? 60_000 : 3_600_000) * (oneIn(random, 2) ? 1 : -1);
    const everyMs = between(random, 200, 10_000);
    return { parameters: { how, ms, ...(how === 'strobe' && { everyMs }) }, ...drawSpan(context, 10_000, 80_000) };
  },
  act: ({ process: { surroundings }, clock }, { how, ms, everyMs = 1_000 }) => {
    const beganMs = clock.monotonic();
    const elapsedMs = () => clock.monotonic() - beganMs;
    const offMs = {
      jump: () => Number(ms),
      strobe: () => (Math.floor(elapsedMs() / Number(everyMs)) % 2 === 0 ? Number(ms) : 0),
      drift: () => Math.round((Number(ms) * elapsedMs()) / 60_000),
    }[how as (typeof ways)[number]];
    return { acted: () => 1, end: surroundings.wallClock.shift(offMs) };
  },
};
