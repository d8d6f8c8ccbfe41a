import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { WireKind } from '../disturbance.ts';
import { wireKind } from './wire-kind.ts';

/** Reads answer as they did some time ago: no longer than a service may, see `consistencyWindowMs` of the testbeds. */
export const staleRead: WireKind = wireKind({
  kind: 'stale-read',
  number: 'F21',
  meaning: 'a read shows an earlier state',
  told: 'the answer showed an earlier state',
  operations: ['list', 'list', 'get'],
  fields: { lagMs: z.int().min(1).max(600_000) },
  drawFields: ({ random }) => ({ lagMs: between(random, 500, 5_000) }),
  toFault: ({ lagMs }) => ({ kind: 'stale-read', lagMs: Number(lagMs) }),
});
