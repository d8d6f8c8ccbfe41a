import { z } from 'zod';
import { between } from '../testbed/draw.ts';
import type { DrawContext, Drawn } from './disturbance.ts';
import { drawTarget } from './machine-target.ts';

/** Whose machine, and how long it is down. */
export const restartParameters: z.ZodObject = z.strictObject({
  intent: z.string().optional(),
  downMs: z.int().min(0).max(3_600_000),
});

/** A machine of somebody, down for at most so long. */
export function drawRestart(context: DrawContext, downMaxMs: number): Drawn {
  const { parameters, ...drawn } = drawTarget(context);
  return { ...drawn, parameters: { ...parameters, downMs: between(context.random, 0, downMaxMs) } };
}
