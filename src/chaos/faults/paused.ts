import { z } from 'zod';
import type { ProcessKind } from '../disturbance.ts';
import { drawSpan } from '../draw-span.ts';

/**
 * The process does not get to run, as one that is stopped by a signal or starved: its timers go off late, and answers wait.
 * The world goes on, whatever the process held when it stopped.
 */
export const paused: ProcessKind = {
  acts: 'process',
  kind: 'paused',
  number: 'F31',
  family: 'fault',
  meaning: 'the control plane does not get to run, and finds the world changed',
  told: 'the control plane stopped running and did not know',
  isTold: true,
  parameters: z.strictObject({}),
  missing: () => null,
  draw: (context) => drawSpan(context, 2_000, 60_000),
  act: ({ process: { surroundings } }) => ({ acted: () => 1, end: surroundings.pace.freeze('paused') }),
};
