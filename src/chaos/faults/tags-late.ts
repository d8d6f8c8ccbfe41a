import { z } from 'zod';
import { between } from '../../testbed/draw.ts';
import type { ServiceKind } from '../disturbance.ts';
import { drawCall, serviceKind } from './service-kind.ts';

/**
 * The tags of a machine are written after it was made, and show late; an hour late is never. What is drawn is no later than
 * a read may be.
 */
export const tagsLate: ServiceKind = serviceKind({
  kind: 'tags-late',
  number: 'F29',
  meaning: 'the tags of a new machine are not there before `lateMs`',
  told: 'the service made a machine without its tags',
  fields: { lateMs: z.int().min(1).max(3_600_000) },
  drawFields: ({ random, windowMs }) => ({ lateMs: between(random, 500, windowMs) }),
  drawTrigger: drawCall('spawn'),
  extent: 'some',
  toMisdeed: ({ lateMs }) => ({ kind: 'tags-late', lateMs: Number(lateMs) }),
});
