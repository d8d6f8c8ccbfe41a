import { z } from 'zod';
import { between, oneIn } from '../../testbed/draw.ts';
import { type CrashPoint, crashPoints } from '../control-plane-process.ts';
import type { ProcessKind } from '../disturbance.ts';

/** The process of the control plane dies at the boundary of a call, and comes back with its disk and nothing else. */
export const crash: ProcessKind = {
  acts: 'process',
  kind: 'crash',
  number: 'F30',
  family: 'fault',
  meaning: 'the control plane dies before a call, after it, or after it has written down what came of it',
  told: 'the control plane died',
  parameters: z.strictObject({ point: z.enum(crashPoints), downMs: z.int().min(0).max(600_000) }),
  missing: () => null,
  draw: ({ random, disturbMs }) => ({
    parameters: {
      point: crashPoints[between(random, 0, crashPoints.length - 1)] ?? 'before',
      downMs: between(random, 0, 20_000),
    },
    trigger: oneIn(random, 4)
      ? { on: 'time', atMs: between(random, 0, disturbMs) }
      : { on: 'call', operation: oneIn(random, 3) ? 'terminate' : 'spawn', nth: between(random, 1, 3) },
  }),
  act: ({ process }, { point, downMs }) => ({ acted: process.die(point as CrashPoint, Number(downMs)) }),
};
