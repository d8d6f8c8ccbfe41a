import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Reads answer as they did some time ago. What is drawn is never older than a service may show, by its consistency window. */
export const staleRead: WireKind = wireKind({
  kind: 'stale-read',
  number: 'F21',
  meaning: 'a read shows an earlier state',
  told: 'the answer showed an earlier state',
  operations: ['list', 'list', 'get'],
  fields: { lagMs: z.int().min(1).max(600_000), ageMaxMs: z.int().min(1).max(600_000).optional() },
  drawFields: ({ random, windowMs }) => ({ lagMs: between(random, 500, windowMs), ageMaxMs: windowMs }),
  toFault: ({ lagMs, ageMaxMs }) => ({
    kind: 'stale-read',
    lagMs: Number(lagMs),
    ...(ageMaxMs !== undefined && { ageMaxMs: Number(ageMaxMs) }),
  }),
});
