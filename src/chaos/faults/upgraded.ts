import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

/** The process is ended in order, when nobody waits for it, and another of the same build takes its place. */
export const upgraded: ProcessKind = {
  acts: 'process',
  kind: 'upgraded',
  number: 'F34',
  family: 'fault',
  meaning: 'the control plane is ended between two rounds and started again, as for an upgrade',
  told: 'the control plane was to be started anew, as for an upgrade',
  isTold: true,
  parameters: z.strictObject({ downMs: z.int().min(0).max(600_000) }),
  missing: () => null,
  draw: (context) => ({
    parameters: { downMs: between(context.random, 0, 10_000) },
    trigger: drawSpan(context, 1, 1).trigger ?? { on: 'time', atMs: 0 },
  }),
  act: ({ process }, { downMs }) => ({ acted: process.retire(Number(downMs)) }),
};
