import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawCall, serviceKind } from './service-kind.ts';

/** The machine cannot be deleted yet, the service says: try again later. */
export const deleteRefused: ServiceKind = serviceKind({
  kind: 'delete-refused',
  number: 'F25',
  meaning: 'a delete is refused for now, with `retryAfterMs` to wait',
  told: 'the service refused a delete for now',
  fields: { retryAfterMs: z.int().min(1_000).max(600_000).multipleOf(1_000) },
  drawFields: ({ random }) => ({ retryAfterMs: between(random, 1, 60) * 1_000 }),
  drawTrigger: drawCall('terminate'),
  extent: 'some',
  toMisdeed: ({ retryAfterMs }) => ({ kind: 'refuses-deletes', retryAfterMs: Number(retryAfterMs) }),
});
