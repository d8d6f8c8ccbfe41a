import { z } from 'zod';
import type { ServiceKind } from '../disturbance.ts';
import { serviceKind } from './service-kind.ts';

/**
 * The id of a machine that is gone comes back, on another machine. What is drawn comes back no sooner than every read must
 * show that the first one is gone.
 */
export const idReused: ServiceKind = serviceKind({
  kind: 'id-reused',
  number: 'F27',
  meaning: 'a new machine gets the id of one that has been gone for `afterMs`',
  told: 'the service gave an id again',
  fields: { afterMs: z.int().min(0).max(3_600_000).default(0) },
  drawFields: ({ windowMs }) => ({ afterMs: 2 * windowMs }),
  drawTrigger: () => ({ on: 'event', event: 'machine-gone', nth: 1, delayMs: 0 }),
  extent: 'on',
  toMisdeed: ({ afterMs = 0 }) => ({ kind: 'reuses-ids', afterMs: Number(afterMs) }),
});
