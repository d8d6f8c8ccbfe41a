import { z } from 'zod';
import { between, oneIn } from '../../testbed/draw.ts';
import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Too many requests, the service says, mostly with a time to wait. */
export const throttle: WireKind = wireKind({
  kind: 'throttle',
  number: 'F13',
  meaning: 'the service asks to slow down',
  told: 'the service asked to slow down',
  operations: [undefined, 'spawn', 'list'],
  fields: { retryAfterMs: z.int().min(0).max(600_000).multipleOf(1_000).optional() },
  drawFields: ({ random }): Record<string, number> => {
    if (oneIn(random, 4)) return {};
    return { retryAfterMs: between(random, 1, 30) * 1_000 };
  },
  toFault: ({ retryAfterMs }) => ({
    kind: 'throttle',
    ...(retryAfterMs !== undefined && { retryAfterMs: Number(retryAfterMs) }),
  }),
});
